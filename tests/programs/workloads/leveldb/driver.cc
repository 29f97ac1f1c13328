/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Driver of the leveldb workload: puts, overwrites, deletes, gets and scans records in a
 * database on the in-memory Env, and prints counts and a checksum of what it read.  SEED decides
 * keys, values and order.  The write buffer holds everything, so compactions happen only where the
 * driver asks for them and waits, and each run does the same work.
 *
 * usage: leveldb SEED RECORDS
 */
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "helpers/memenv/memenv.h"
#include "leveldb/cache.h"
#include "leveldb/db.h"
#include "leveldb/env.h"
#include "leveldb/filter_policy.h"
#include "leveldb/write_batch.h"

namespace {

class Random {
public:
	explicit Random(uint64_t seed) : state_(seed * UINT64_C(0x9e3779b97f4a7c15) + 1) {}

	uint32_t below(uint32_t n)
	{
		state_ ^= state_ << 13;
		state_ ^= state_ >> 7;
		state_ ^= state_ << 17;
		return static_cast<uint32_t>((state_ >> 33) % n);
	}

private:
	uint64_t state_;
};

struct Totals {
	uint64_t found = 0;
	uint64_t missing = 0;
	uint64_t scanned = 0;
	uint64_t sum = UINT64_C(14695981039346656037);

	void mix(const char *data, size_t size)
	{
		for (size_t i = 0; i < size; i++)
			sum = (sum ^ static_cast<unsigned char>(data[i])) * UINT64_C(1099511628211);
	}
};

std::string key_of(uint32_t n)
{
	char text[24];

	snprintf(text, sizeof(text), "user%08u", n * UINT32_C(2654435761) % 100000000);
	return text;
}

void die_unless(const leveldb::Status &status)
{
	if (status.ok())
		return;
	fprintf(stderr, "leveldb: %s\n", status.ToString().c_str());
	exit(1);
}

/* Write that many records in batches; their keys repeat. */
void fill(leveldb::DB *db, Random *random, uint32_t records)
{
	leveldb::WriteBatch batch;
	std::string value;

	for (uint32_t i = 0; i < records; i++) {
		value.assign(20 + random->below(120), static_cast<char>('a' + random->below(26)));
		batch.Put(key_of(random->below(records)), value);
		if (random->below(20) == 0)
			batch.Delete(key_of(random->below(records)));
		if (i % 50 == 49 || i + 1 == records) {
			die_unless(db->Write(leveldb::WriteOptions(), &batch));
			batch.Clear();
		}
	}
}

void get(leveldb::DB *db, Random *random, uint32_t records, Totals *totals)
{
	std::string value;

	for (uint32_t i = 0; i < records; i++) {
		leveldb::Status status =
			db->Get(leveldb::ReadOptions(), key_of(random->below(records)), &value);

		if (status.IsNotFound()) {
			totals->missing++;
			continue;
		}
		die_unless(status);
		totals->found++;
		totals->mix(value.data(), value.size());
	}
}

void scan(leveldb::DB *db, Random *random, uint32_t records, Totals *totals)
{
	std::unique_ptr<leveldb::Iterator> it(db->NewIterator(leveldb::ReadOptions()));

	for (uint32_t i = 0; i < records / 500; i++) {
		uint32_t n = 0;

		it->Seek(key_of(random->below(records)));
		for (; it->Valid() && n < 100; it->Next(), n++) {
			totals->mix(it->key().data(), it->key().size());
			totals->mix(it->value().data(), 8);
		}
		totals->scanned += n;
	}
	for (it->SeekToLast(); it->Valid(); it->Prev())
		totals->scanned++;
	die_unless(it->status());
}

}  // namespace

int main(int argc, char **argv)
{
	uint32_t records = argc == 3 ? static_cast<uint32_t>(strtoul(argv[2], nullptr, 10)) : 0;

	if (records == 0) {
		fprintf(stderr, "usage: leveldb SEED RECORDS\n");
		return 2;
	}

	std::unique_ptr<leveldb::Env> env(leveldb::NewMemEnv(leveldb::Env::Default()));
	std::unique_ptr<leveldb::Cache> cache(leveldb::NewLRUCache(1 << 20));
	std::unique_ptr<const leveldb::FilterPolicy> filter(leveldb::NewBloomFilterPolicy(10));
	leveldb::Options options;
	leveldb::DB *opened;
	Random random(strtoull(argv[1], nullptr, 10));
	Totals totals;

	options.create_if_missing = true;
	options.env = env.get();
	options.block_cache = cache.get();
	options.filter_policy = filter.get();
	options.write_buffer_size = 64 << 20;
	die_unless(leveldb::DB::Open(options, "/db", &opened));

	std::unique_ptr<leveldb::DB> db(opened);

	for (int i = 0; i < 4; i++) {
		fill(db.get(), &random, records / 2);
		if (i % 2 == 0)
			db->CompactRange(nullptr, nullptr);
		get(db.get(), &random, records / 2, &totals);
		scan(db.get(), &random, records, &totals);
	}
	printf("found %llu\nmissing %llu\nscanned %llu\nsum %016llx\n",
	       static_cast<unsigned long long>(totals.found),
	       static_cast<unsigned long long>(totals.missing),
	       static_cast<unsigned long long>(totals.scanned),
	       static_cast<unsigned long long>(totals.sum));
	return 0;
}
