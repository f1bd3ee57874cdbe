"""What Ruby libraries' calls mean; how to read the tables: syntax/outline/vocabulary.py."""

import re

from driftscan.extract.syntax.outline.vocabulary import (
    Vocabulary,
    guesses,
    same_types,
    signatures,
)

_TEXTS = """
env      ENV.fetch          0|@1
same     URI                0
same     URI.parse,join     0
same     Addressable.URI.parse  0
same     String             0
format   format             0
format   sprintf            0
"""
_HTTP = """
http  Net.HTTP.get,get_response,get_print   0  GET   net-http
http  Net.HTTP.post,post_form               0  POST  net-http
http  Net.HTTP.start                        0|host:port  -  net-http
base  Net.HTTP()                            0
http  Net.HTTP.Get()                        0  GET     net-http
http  Net.HTTP.Post()                       0  POST    net-http
http  Net.HTTP.Put()                        0  PUT     net-http
http  Net.HTTP.Delete()                     0  DELETE  net-http
url   URI.open                              0  GET     open-uri
url   open                                  0  GET     open-uri
base  faraday()                             url|0
http  faraday.get,head                      0  GET     faraday
http  faraday.post                          0  POST    faraday
http  faraday.put                           0  PUT     faraday
http  faraday.patch                         0  PATCH   faraday
http  faraday.delete                        0  DELETE  faraday
http  HTTParty.get                          0  GET     httparty
http  HTTParty.post                         0  POST    httparty
http  HTTParty.put                          0  PUT     httparty
http  HTTParty.patch                        0  PATCH   httparty
http  HTTParty.delete                       0  DELETE  httparty
http  RestClient.get                        0  GET     rest-client
http  RestClient.post                       0  POST    rest-client
http  RestClient.put                        0  PUT     rest-client
http  RestClient.patch                      0  PATCH   rest-client
http  RestClient.delete                     0  DELETE  rest-client
base  RestClient.Resource()                 0
http  RestClient.Resource.get,post,put,delete  0  -    rest-client
http  RestClient.Request.execute            url  -     rest-client
http  HTTP.get                              0  GET     http.rb
http  HTTP.post                             0  POST    http.rb
http  HTTP.put                              0  PUT     http.rb
http  HTTP.delete                           0  DELETE  http.rb
http  Excon.get                             0  GET     excon
http  Excon.post                            0  POST    excon
http  Typhoeus.get                          0  GET     typhoeus
http  Typhoeus.post                         0  POST    typhoeus
http  Typhoeus.Request()                    0  -       typhoeus
"""
_MESSAGES = """
publish  bunny-exchange.publish    routing_key    -  rabbitmq
publish  bunny-queue.publish       ^0             -  rabbitmq
publish  bunny-channel.queue       -              -  rabbitmq
consume  bunny-queue.subscribe     ^0             -  rabbitmq
publish  redis.publish             0              -  redis
consume  redis.subscribe,psubscribe  0            -  redis
publish  *.deliver_message         topic          -  kafka
publish  kafka-producer.produce    topic          -  kafka
consume  kafka-consumer.subscribe  0              -  kafka
publish  *.produce_async,produce_sync   topic     -  kafka
store    bunny()                   0|host         rabbitmq  bunny
store    Kafka()                   0|seed_brokers kafka     ruby-kafka
"""
_STORES = """
store  redis()                0.url|url|host:port|0       redis       redis
store  PG.connect             host|0                      postgresql  pg
store  Mysql2.Client()        host                        mysql       mysql2
store  Sequel.connect         0|host                      any         sequel
store  Mongo.Client()         0                           mongodb     mongo
store  Elasticsearch.Client() url|host|hosts              elasticsearch  elasticsearch
store  Dalli.Client()         0                           memcached   dalli
store  ActiveRecord.Base.establish_connection  host|url|0  any        activerecord
"""
_DATA = """
access  *.create_table,drop_table,add_column,change_table  0  sql:define  activerecord-migration
access  *.rename_table,remove_column,add_reference  0  sql:define  activerecord-migration
access  *.add_index  0  sql:define  activerecord-migration
access  sequel-db.from         0  sql:rw  sequel
access  redis.get,hget,hgetall,lrange,smembers,exists,mget,zrange,hmget,llen  0  redis:r  redis
access  redis.sismember,ttl  0  redis:r  redis
access  redis.set,setex,hset,hmset,lpush,rpush,sadd,del,incr,incrby,zadd,expire  0  redis:w  redis
access  redis.setnx,srem,decr,zincrby  0  redis:w  redis
access  redis.lpop,rpop,blpop,brpop,spop  0  redis:rw  redis
sql  *.execute,exec_query,find_by_sql,select_all,select_value,select_values,select_rows  0
sql  *.exec_params,exec,query,prepare,select_one,exec_update,exec_delete,count_by_sql  0
"""
_SERVED = """
entry  Rack.Builder()   -  rack
"""
_TYPES = """
Faraday Faraday.Connection           = faraday
Redis Redis.current Redis.Namespace          = redis
Bunny                                          = bunny
bunny.create_channel bunny.create_channel() *.create_channel() = bunny-channel
bunny-channel.queue()                                        = bunny-queue
bunny-channel.exchange() bunny-channel.topic() bunny-channel.direct() = bunny-exchange
bunny-channel.fanout() bunny-channel.default_exchange = bunny-exchange
Sequel.connect()                                             = sequel-db
*.producer()                                                 = kafka-producer
*.consumer()                                                 = kafka-consumer
"""
_GUESSES = r"""
redis                        = redis
(?:faraday|faraday_conn\w*) = faraday
"""

WORDS = Vocabulary(
    signatures=signatures(_TEXTS, _HTTP, _MESSAGES, _STORES, _DATA, _SERVED),
    types=same_types(_TYPES),
    fluent=frozenset(["HTTP", "faraday"]),
    guesses=guesses(_GUESSES),
    environments=frozenset(["ENV"]),
    configurations=re.compile(r"(?i)(?:^|\.)(?:config|settings)$"),
    same=frozenset("to_s strip freeze chomp to_str presence to_i host hostname".split()),
    interface=re.compile(r"(?:.*\.)?(\w+)\.(?:Stub|rpc_stub_class)"),
)
