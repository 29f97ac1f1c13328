-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Measured input of the lua workload, another program than train.lua on purpose:
-- a small expression language (scanner, parser, evaluator by closures), a sieve,
-- queens, coroutines, and a text report.  Every run does the same.

local seed = 20231
local function random(n)
	seed = (seed * 69069 + 1) & 0xffffffff
	return (seed >> 11) % n
end

-- expressions ---------------------------------------------------------------

local function expression(depth)
	if depth == 0 or random(5) == 0 then
		return random(3) == 0 and "x" or tostring(random(100))
	end
	local operators = { "+", "-", "*", "max" }
	local operator = operators[random(4) + 1]
	local a, b = expression(depth - 1), expression(depth - 1)
	if operator == "max" then
		return "max(" .. a .. ", " .. b .. ")"
	end
	return "(" .. a .. " " .. operator .. " " .. b .. ")"
end

local function scan(source)
	local tokens, at = {}, 1
	while at <= #source do
		local first, last, token = source:find("^%s*([%a]+)", at)
		if not first then
			first, last, token = source:find("^%s*(%d+)", at)
		end
		if not first then
			first, last, token = source:find("^%s*(%p)", at)
		end
		tokens[#tokens + 1] = token
		at = last + 1
	end
	return tokens
end

local combine = {
	["+"] = function(a, b) return function(x) return a(x) + b(x) end end,
	["-"] = function(a, b) return function(x) return a(x) - b(x) end end,
	["*"] = function(a, b) return function(x) return a(x) * b(x) % 65521 end end,
	max = function(a, b) return function(x) return math.max(a(x), b(x)) end end,
}

local function parse(tokens)
	local at = 0
	local function take()
		at = at + 1
		return tokens[at]
	end
	local function value()
		local token = take()
		if token == "(" then
			local a, operator, b = value(), take(), value()
			assert(take() == ")")
			return combine[operator](a, b)
		elseif token == "max" then
			assert(take() == "(")
			local a = value()
			assert(take() == ",")
			local b = value()
			assert(take() == ")")
			return combine.max(a, b)
		elseif token == "x" then
			return function(x) return x end
		end
		local number = assert(tonumber(token), token)
		return function() return number end
	end
	return value()
end

local total, length = 0, 0
for i = 1, 400 do
	local source = expression(7)
	local f = parse(scan(source))
	length = length + #source
	for x = 1, 12 do
		total = (total * 7 + f(x)) % 1000003
	end
end
print("expressions", length, total)

-- sieve and queens ----------------------------------------------------------

local function sieve(n)
	local composite, count = {}, 0
	for i = 2, n do
		if not composite[i] then
			count = count + 1
			for j = i * i, n, i do
				composite[j] = true
			end
		end
	end
	return count
end
print("primes", sieve(200000))

local function queens(n)
	local columns, up, down, found = {}, {}, {}, 0
	local function place(row)
		if row > n then
			found = found + 1
			return
		end
		for c = 1, n do
			if not columns[c] and not up[row + c] and not down[row - c] then
				columns[c], up[row + c], down[row - c] = true, true, true
				place(row + 1)
				columns[c], up[row + c], down[row - c] = nil, nil, nil
			end
		end
	end
	place(1)
	return found
end
print("queens", queens(8))

-- coroutines and a report ---------------------------------------------------

local function permutations(list)
	local function walk(n)
		if n == 0 then
			coroutine.yield(list)
		end
		for i = 1, n do
			list[i], list[n] = list[n], list[i]
			walk(n - 1)
			list[i], list[n] = list[n], list[i]
		end
	end
	return coroutine.wrap(function() walk(#list) end)
end

local lines = {}
for p in permutations({ 1, 2, 3, 4, 5, 6, 7 }) do
	if p[1] < p[2] then
		lines[#lines + 1] = table.concat(p, "-")
	end
end
table.sort(lines)
local report = table.concat(lines, "\n")
print("lines", #lines, #report, lines[1], lines[#lines])
print("sevens", select(2, report:gsub("7%-", "seven ")))

local Point = {}
Point.__index = Point
Point.__add = function(a, b) return setmetatable({ x = a.x + b.x, y = a.y + b.y }, Point) end
Point.__eq = function(a, b) return a.x == b.x and a.y == b.y end

local sum, step = setmetatable({ x = 0, y = 0 }, Point), setmetatable({ x = 1.5, y = -2 }, Point)
for i = 1, 60000 do
	sum = sum + step
end
print("point", sum.x, sum.y, sum == step)
