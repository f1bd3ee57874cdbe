"""What C# libraries' calls mean; how to read the tables: syntax/outline/vocabulary.py."""

import re

from driftscan.extract.syntax.outline.vocabulary import (
    Vocabulary,
    guesses,
    same_types,
    signatures,
)

_TEXTS = """
env      Environment.GetEnvironmentVariable                    0
setting  IConfiguration.GetValue,GetRequiredValue,GetSection   0|@1
setting  IConfiguration.GetConnectionString                    0  ConnectionStrings:
setting  *.GetConnectionString                                 0  ConnectionStrings:
same     Uri()                                                 0
same     ()                                                    0
same     DnsEndPoint()                                         0
same     UriBuilder()                                          0
same     ServiceBusUri()                                       0
same     *.ParseUri                                            0
same     Dns.GetHostEntryAsync,GetHostEntry,GetHostAddresses,GetHostAddressesAsync  0
same     ConfigurationOptions.Parse                            0
same     NpgsqlConnectionStringBuilder()                       0
same     SqlConnectionStringBuilder()                          0
same     MongoUrl()                                            0
same     MongoClientSettings.FromConnectionString,FromUrl      0
same     RedisKey()                                            0
format   String.Format                                         0
same     QueryHelpers.AddQueryString                           0
same     nameof                                                0
"""
_HTTP = """
http  HttpClient.GetAsync,GetStringAsync,GetStreamAsync  0|requestUri  GET  httpclient
http  HttpClient.GetByteArrayAsync,GetFromJsonAsync  0|requestUri  GET  httpclient
http  HttpClient.GetFromJsonAsAsyncEnumerable  0|requestUri  GET  httpclient
http  HttpClient.PostAsync,PostAsJsonAsync      0|requestUri  POST    httpclient
http  HttpClient.PutAsync,PutAsJsonAsync        0|requestUri  PUT     httpclient
http  HttpClient.PatchAsync,PatchAsJsonAsync    0|requestUri  PATCH   httpclient
http  HttpClient.DeleteAsync,DeleteFromJsonAsync 0|requestUri DELETE  httpclient
http  HttpRequestMessage()   1|requestUri|RequestUri  @0|Method       httpclient
http  WebClient.DownloadString,DownloadStringTaskAsync,DownloadData,UploadString  0  -  webclient
http  WebClient.UploadData,OpenRead  0  -  webclient
http  WebRequest.Create,CreateHttp     0  -  webrequest
http  RestClient.Execute,ExecuteAsync,GetAsync,PostAsync,PutAsync,DeleteAsync  -  -  restsharp
http  RestClient.GetJsonAsync,PostJsonAsync  -  -  restsharp
base  RestClient()                     0|BaseUrl
base  HttpClient()                     BaseAddress
http  flurl.GetAsync,GetJsonAsync,GetStringAsync  ^  GET   flurl
http  flurl.PostAsync,PostJsonAsync,PostUrlEncodedAsync  ^  POST  flurl
http  flurl.PutJsonAsync               ^  PUT     flurl
http  flurl.DeleteAsync                ^  DELETE  flurl
registered  *.AddOpenIdConnect,AddJwtBearer  Authority  http  oidc
base  *.WithUrl                        0
http  HubConnectionBuilder.WithUrl     0  -  signalr
registered  *.AddHttpClient,ConfigureHttpClient  BaseAddress  http  httpclient
registered  *.AddGrpcClient            Address  grpc  grpc
base  GrpcChannel.ForAddress           0
base  Channel()                        0
http  RestService.For                  0|0~  -  refit
http  RestClient.For                   0|0~  -  restease
http  HttpClientRequestAdapter()       BaseUrl  -  kiota
http  DestinationConfig()              Address  -  yarp
http  *.MapForwarder                   1  -  forwarder
"""
_MESSAGES = """
publish  mass.Publish,Send,PublishAsync,SendAsync  <0>|0!
publish  eventbus.PublishAsync,Publish,PublishThroughEventBusAsync,AddAndSaveEventAsync  <0>|0!
publish  eventbus.SaveEventAsync,SaveEventAndCatalogContextChangesAsync  <0>|0!
consume  *.AddSubscription,SubscribeAsync    <0>
consume  eventbus.Subscribe                  <0>
consume  :IConsumer              <0>
consume  :IHandleMessages        <0>
publish  nservicebus.Publish,Send,SendLocal,Reply     <0>|0!
publish  IModel.BasicPublish,BasicPublishAsync        routingKey|1|exchange|0  -  rabbitmq
consume  IModel.BasicConsume,BasicConsumeAsync        queue|0                  -  rabbitmq
publish  IProducer.Produce,ProduceAsync               0|topic                  -  kafka
consume  kafka-consumer.Subscribe                     0|topic                  -  kafka
publish  ServiceBusClient.CreateSender                0                        -  servicebus
consume  ServiceBusClient.CreateReceiver,CreateProcessor,CreateSessionProcessor  0  -  servicebus
publish  ISubscriber.Publish,PublishAsync             0                        -  redis
consume  ISubscriber.Subscribe,SubscribeAsync         0                        -  redis
consume  IRabbitMqBusFactoryConfigurator.ReceiveEndpoint  0                    -  rabbitmq
publish  DaprClient.PublishEventAsync                 1                        -  dapr
store    IRabbitMqBusFactoryConfigurator.Host         0                rabbitmq    masstransit
store    ConnectionFactory()     HostName|Uri|Endpoint                 rabbitmq    rabbitmq.client
store    ProducerConfig()        BootstrapServers                      kafka       confluent.kafka
store    ConsumerConfig()        BootstrapServers                      kafka       confluent.kafka
store    AdminClientConfig()     BootstrapServers                      kafka       confluent.kafka
store    ServiceBusClient()      0                                     servicebus  azure.messaging
store    *.AddRabbitMqEventBus,AddRabbitMQClient   0                   rabbitmq    aspire
store    *.AddKafkaProducer,AddKafkaConsumer       0                   kafka       aspire
store    *.AddAzureServiceBusClient                0                   servicebus  aspire
store    RabbitHutch.CreateBus   0                                     rabbitmq    easynetq
"""
_STORES = """
store-in  *.AddStackExchangeRedisCache  Configuration  redis  stackexchange.redis
store-in  *.AddDistributedRedisCache  Configuration  redis  stackexchange.redis
store-in  *.AddStackExchangeRedisOutputCache  Configuration  redis  stackexchange.redis
store-in  *.AddDistributedSqlServerCache  ConnectionString  sqlserver  sqlserver-cache
store  *.UseNpgsql           0  postgresql  efcore
store  *.UseSqlServer        0  sqlserver   efcore
store  *.UseMySql,UseMySQL   0  mysql       efcore
store  *.UseSqlite           0  sqlite      efcore
store  *.UseOracle           0  oracle      efcore
store  *.UseMongoDB          0  mongodb     efcore
store  *.UseCosmos           0  cosmosdb    efcore
store  *.AddNpgsqlDbContext,AddNpgsqlDataSource,AddAzureNpgsqlDbContext  0  postgresql  aspire
store  *.AddSqlServerDbContext,AddSqlServerClient     0  sqlserver   aspire
store  *.AddMySqlDbContext,AddMySqlDataSource         0  mysql       aspire
store  *.AddRedisClient,AddRedisDistributedCache,AddRedisOutputCache  0  redis  aspire
store  *.AddMongoDBClient                             0  mongodb     aspire
store  *.AddElasticsearchClient                       0  elasticsearch aspire
store  *.AddAzureCosmosClient                         0  cosmosdb    aspire
store  NpgsqlConnection()                             0  postgresql  npgsql
store  NpgsqlDataSource.Create                        0  postgresql  npgsql
store  NpgsqlDataSourceBuilder()                      0  postgresql  npgsql
store  SqlConnection()                                0  sqlserver   sqlclient
store  MySqlConnection()                              0  mysql       mysqlclient
store  SqliteConnection()                             0  sqlite      sqlite
store  OracleConnection()                             0  oracle      oracle
store  SpannerConnection()                            0  spanner     spanner
store  ConnectionMultiplexer.Connect,ConnectAsync,SentinelConnect  0  redis  stackexchange.redis
store  MongoClient()                                  0  mongodb     mongodb.driver
store  CosmosClient()                                 0|accountEndpoint  cosmosdb  cosmos
store  ElasticClient()                                0  elasticsearch  nest
store  ConnectionSettings()                           0  elasticsearch  nest
store  ElasticsearchClient()                          0  elasticsearch  elasticsearch
store  BlobServiceClient()                            0  blob        azure.storage
store  *.AddNpgSql                                    0  postgresql  healthcheck
store  *.AddMySql                                     0  mysql       healthcheck
store  *.UseNpgsqlConnection,UsePostgreSqlStorage     0  postgresql  hangfire
store  *.UseSqlServerStorage                          0  sqlserver   hangfire
"""
_DATA = """
access  *.CreateInsertOrUpdateCommand,CreateInsertCommand,CreateUpdateCommand  0  sql:w  spanner
access  *.CreateDeleteCommand  0  sql:w  spanner
access  *.CreateReadCommand  0  sql:r  spanner
access  mongo-db.GetCollection           0  mongodb:rw     mongodb.driver
access  Database.GetContainer            0  cosmosdb:rw    cosmos
access  CosmosClient.GetContainer        1  cosmosdb:rw    cosmos
access  IDatabase.StringGet,StringGetAsync,HashGet,HashGetAsync  0  redis:r  stackexchange.redis
access  IDatabase.HashGetAll,HashGetAllAsync,ListRange  0  redis:r  stackexchange.redis
access  IDatabase.ListRangeAsync,SetMembers,SetMembersAsync  0  redis:r  stackexchange.redis
access  IDatabase.KeyExists,KeyExistsAsync,SortedSetRangeByRank  0  redis:r  stackexchange.redis
access  IDatabase.SortedSetRangeByRankAsync,StringGetLeaseAsync  0  redis:r  stackexchange.redis
access  IDatabase.ListLength  0  redis:r  stackexchange.redis
access  IDatabase.StringSet,StringSetAsync,HashSet,HashSetAsync  0  redis:w  stackexchange.redis
access  IDatabase.ListLeftPush,ListLeftPushAsync,ListRightPush  0  redis:w  stackexchange.redis
access  IDatabase.ListRightPushAsync,SetAdd,SetAddAsync,KeyDelete  0  redis:w  stackexchange.redis
access  IDatabase.KeyDeleteAsync,StringIncrement  0  redis:w  stackexchange.redis
access  IDatabase.StringIncrementAsync,SortedSetAdd  0  redis:w  stackexchange.redis
access  IDatabase.SortedSetAddAsync,KeyExpire,StreamAdd  0  redis:w  stackexchange.redis
access  IDatabase.ListLeftPop,ListLeftPopAsync,ListRightPop  0  redis:rw  stackexchange.redis
access  IDatabase.ListRightPopAsync,SetPop,SetPopAsync  0  redis:rw  stackexchange.redis
access  IDistributedCache.GetString,GetStringAsync,Get,GetAsync  0|key  redis:r  distributedcache
access  IDistributedCache.SetString,SetStringAsync,Set,SetAsync  0  redis:w  distributedcache
access  IDistributedCache.RemoveAsync,Remove  0  redis:w  distributedcache
access  MigrationBuilder.CreateTable,DropTable,AddColumn  table|name|0  sql:define  efcore
access  MigrationBuilder.AlterColumn  table|name|0  sql:define  efcore
sql  *.Query,QueryAsync,QueryFirst,QueryFirstAsync,QuerySingle,QuerySingleAsync  sql|0
sql  *.QueryFirstOrDefault,QueryFirstOrDefaultAsync,QuerySingleOrDefault  sql|0
sql  *.QuerySingleOrDefaultAsync,QueryMultiple,QueryMultipleAsync,Execute,ExecuteAsync  sql|0
sql  *.ExecuteScalar,ExecuteScalarAsync,ExecuteReader,ExecuteReaderAsync  sql|0
sql  *.FromSql,FromSqlRaw,FromSqlInterpolated,ExecuteSqlRaw,ExecuteSqlRawAsync  sql|0
sql  *.ExecuteSqlInterpolated,ExecuteSqlInterpolatedAsync,SqlQuery,SqlQueryRaw,ExecuteSql  sql|0
sql  *.ExecuteSqlAsync,Sql,CreateCommand,CreateSelectCommand,CreateDmlCommand  sql|0
sql  NpgsqlCommand(),SqlCommand(),MySqlCommand(),SqliteCommand(),OracleCommand()  0|commandText
sql  CommandDefinition()  0|commandText
"""
_SERVED = """
serve  *.MapGet      0|pattern  GET     aspnet
serve  *.MapPost     0|pattern  POST    aspnet
serve  *.MapPut      0|pattern  PUT     aspnet
serve  *.MapDelete   0|pattern  DELETE  aspnet
serve  *.MapPatch    0|pattern  PATCH   aspnet
serve  *.MapHub      0|pattern  -       signalr
serve  *.MapMethods  0|pattern  @1      aspnet
group  *.MapGroup    0|prefix
group  *.NewVersionedApi,WithTags,HasApiVersion -
entry  WebApplication.CreateBuilder,CreateSlimBuilder,Create          -  WebApplication
entry  Host.CreateDefaultBuilder,CreateApplicationBuilder             -  Host
entry  WebHost.CreateDefaultBuilder                                   -  WebHost
entry  WebAssemblyHostBuilder.CreateDefault                           -  WebAssemblyHost
entry  HostBuilder(),WebHostBuilder(),FunctionsApplicationBuilder()   -  HostBuilder
"""
_TYPES = """
*.CreateClient() IHttpClientFactory.CreateClient()              = HttpClient
IConfigurationRoot ConfigurationManager IConfigurationSection   = IConfiguration
*.GetSection() *.GetRequiredSection()                           = IConfiguration
WebApplicationBuilder.Configuration builder.Configuration       = IConfiguration
IConnectionMultiplexer                                          = ConnectionMultiplexer
ConnectionMultiplexer.Connect() ConnectionMultiplexer.ConnectAsync() = ConnectionMultiplexer
ConnectionMultiplexer.GetDatabase() *.GetDatabaseAsync()        = IDatabase
ConnectionMultiplexer.GetSubscriber() IDatabase.GetSubscriber() = ISubscriber
IMongoClient                                                    = MongoClient
IMongoDatabase MongoClient.GetDatabase() MongoDatabase          = mongo-db
IRestClient                                                     = RestClient
IFlurlRequest *.AppendPathSegment() *.WithUrl() FlurlClient *.SetQueryParam() = flurl
*.WithHeader() *.WithOAuthBearerToken() = flurl
IPublishEndpoint ISendEndpointProvider ISendEndpoint ConsumeContext IBus IBusControl = mass
ITopicProducer IRequestClient = mass
IEventBus EventBus EventBusRabbitMQ RabbitMQEventBus            = eventbus
IMessageSession IEndpointInstance IMessageHandlerContext        = nservicebus
IChannel *.CreateModel() *.CreateChannelAsync()                 = IModel
IConsumer                                                       = kafka-consumer
string                                                          = String
NpgsqlDataSourceBuilder.Build()                                 = NpgsqlDataSource
GrpcChannel.ForAddress()                                        = GrpcChannel
"""
_GUESSES = r"""
(?:http_?client|.*httpclient)            = HttpClient
(?:config|configuration|configurationmanager) = IConfiguration
(?:cfg|configurator|bus_?cfg|rabbit_?cfg) = IRabbitMqBusFactoryConfigurator
(?:\w*event_?bus|\w*event_?service)                               = eventbus
publish_?endpoint|bus|sendendpoint       = mass
migrationbuilder                         = MigrationBuilder
(?:redis_?db|.*redisdatabase)            = IDatabase
(?:distributedcache)                     = IDistributedCache
"""

WORDS = Vocabulary(
    signatures=signatures(_TEXTS, _HTTP, _MESSAGES, _STORES, _DATA, _SERVED),
    types=same_types(_TYPES),
    fluent=frozenset(["flurl", "RestClient"]),
    guesses=guesses(_GUESSES),
    configurations=re.compile(r"(?i)(?:^|\.)_?(?:config|configuration|cfg|settings|section)$"),
    same=frozenset(
        "ToString Trim TrimEnd TrimStart ToLower ToLowerInvariant Result AddressList First "
        "FirstOrDefault Value AbsoluteUri ConnectionString OriginalString Replace ToUpper "
        "GetAwaiter GetResult ConfigureAwait Key".split()
    ),
    options=re.compile(r".+\.(?:Value|CurrentValue)\.(\w+(?:\.\w+)*)"),
    interface=re.compile(r"(?:.*\.)?(\w+)\.\1Client"),
    section=":",
)
