-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Training input of the lua workload: a word index.  Text is built, split by
-- patterns, counted in tables, sorted by closures, and formatted again.
-- No time, no address, no math.random: every run does the same.

local function generator(seed)
	return function(n)
		seed = (seed * 1103515245 + 12345) % 2147483648
		return (seed >> 8) % n + 1
	end
end

local random = generator(7)

local function words(n)
	local vowels, consonants = "aeiou", "bcdfghjklmnprstvwz"
	local list = {}
	for i = 1, n do
		local syllables = {}
		for j = 1, random(4) do
			local c, v = random(#consonants), random(#vowels)
			syllables[j] = consonants:sub(c, c) .. vowels:sub(v, v)
		end
		list[i] = table.concat(syllables)
	end
	return list
end

local function text(vocabulary, n)
	local out = {}
	for i = 1, n do
		local word = vocabulary[math.min(random(#vocabulary), random(#vocabulary))]
		out[i] = random(12) == 1 and word:gsub("^%l", string.upper) .. "." or word
	end
	return table.concat(out, " ")
end

local function index(source)
	local seen, order, position = {}, {}, 0
	for word in source:gmatch("%a+") do
		position = position + 1
		word = word:lower()
		local entry = seen[word]
		if not entry then
			entry = { word = word, count = 0, places = {} }
			seen[word] = entry
			order[#order + 1] = entry
		end
		entry.count = entry.count + 1
		if entry.count <= 8 then
			entry.places[entry.count] = position
		end
	end
	return order
end

local function by(field, descending)
	return function(a, b)
		if a[field] ~= b[field] then
			return (a[field] < b[field]) ~= descending
		end
		return a.word < b.word
	end
end

local Tally = {}
Tally.__index = Tally

function Tally.new()
	return setmetatable({ total = 0, sum = 0 }, Tally)
end

function Tally:add(line)
	self.total = self.total + #line
	for i = 1, #line, 3 do
		self.sum = (self.sum * 31 + line:byte(i)) % 1000003
	end
end

local tally = Tally.new()
for round = 1, 6 do
	local source = text(words(1500), 12000)
	local order = index(source)
	table.sort(order, by("count", true))
	for i, entry in ipairs(order) do
		tally:add(string.format("%-12s %5d %s", entry.word, entry.count,
			table.concat(entry.places, ",")))
	end
	table.sort(order, by("word", false))
	local swapped = source:gsub("(%a+) (%a+)", "%2 %1")
	tally:add(swapped:rep(2, "\n"):reverse())
	print(round, #order, order[1].word, select(2, source:gsub("%u", "")), tally.total, tally.sum)
end
