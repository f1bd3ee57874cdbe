"""What each method of MongoDB's and Redis's clients does to what it is called on or given."""


def _modes(**commands: str) -> dict[str, str]:
    return {each: mode for mode, names in commands.items() for each in names.split()}


MONGO = _modes(
    r="find find_one aggregate count_documents distinct watch estimated_document_count "
    "find_raw_batches",
    w="insert_one insert_many update_one update_many delete_one delete_many replace_one bulk_write "
    "insert update remove save drop create_index",
    rw="find_one_and_update find_one_and_delete find_one_and_replace find_and_modify",
)
ONLY_MONGO = frozenset(
    "find_one insert_one insert_many update_one update_many delete_one delete_many replace_one "
    "find_one_and_update find_one_and_delete count_documents bulk_write".split()
)
"""Those that only collections have, so that a database from another file is known by them."""

REDIS = _modes(
    r="get mget exists ttl pttl type hget hgetall hmget hkeys hvals hlen hexists hscan_iter lrange "
    "llen lindex smembers sismember scard srandmember zrange zrevrange zrangebyscore zscore zcard "
    "zrank getrange strlen getbit bitcount xrange xlen",
    w="set setex psetex setnx mset append delete unlink expire expireat persist incr incrby "
    "incrbyfloat decr decrby hset hmset hsetnx hdel hincrby hincrbyfloat rpush lpush rpushx lpushx "
    "lset ltrim linsert lrem sadd srem zadd zrem zincrby zremrangebyscore setbit pfadd geoadd",
    rw="getset getdel getex lpop rpop blpop brpop spop rpoplpush brpoplpush lmove zpopmin zpopmax",
)
ONLY_REDIS = frozenset(
    "setex hset hget hgetall hmset hdel rpush lpush lpop rpop blpop brpop lrange llen sadd "
    "smembers srem zadd zrange zrem zincrby setnx incrby hincrby hmget ltrim".split()
)
"""Those that hardly anything else has."""
