/** Every code that the catalog must have, by namespace; written down apart from the data. */
export const ALL_KEYS: Readonly<Record<string, string>> = {
  cf: `1000 1001 1002 1003 1004 1005 1006 1007 1008 1009 1010 1011 1012 1013 1014 1015 1016 1018 1019
    1020 1021 1022 1023 1024 1025 1027 1033 1034 1035 1036 1037 1040 1041 1042 1101 1102 1103
    1104-1199 1200 1201 1202 1203 1204 1205 1206`,
  api: `971 6003 7003 9106 9109 10000 10001 10002 10003 10004 10006 10007 10013 10014 10015 10016 10018
    10020 10021 10021/startup-cpu 10021/startup-memory 10021/uncaught 10021/no-such-module
    10021/global-scope 10021/top-level-await 10021/d1-id 10021/eval 10023 10025 10026 10027 10031 10032 10034 10035 10037
    10041 10049 10052 10053 10054 10055 10056 10057 10058 10061 10063 10064 10064/queue-consumer
    10067 10068 10069 10070 10072 10074 10075 10076 10090 10092 10097 10123 10142 10143 10162 10200
    10205 10206 10208 10211 10215 10222 11337 100117 100146 100328 100402 100405 100406`,
  ws: `0-999 1000 1001 1002 1003 1004 1005 1006 1007 1008 1009 1010 1011 1012 1013 1014 1015
    1016-2999 3000 3001-3999 3003 3008 4000-4999 5000-65535`,
  outcome: `ok exception exceededCpu exceededMemory canceled responseStreamDisconnected scriptNotFound
    internalError exceededWallTime aborted loadShed killSwitch daemonDown unknown`,
  failure: 'logged',
  http: '500-599',
  rt: `stream-constructors log-size
    connection-limit aborted http-method integrity status-text encode-body cf-cache-options pairs
    headers-get-all header-non-ascii header-count form-charset form-name form-content-type
    blob-size blob-resizable encoding-label decode-failed eventsource eventsource/credentials
    eventsource/outside eventsource-ended error-response cache-websocket cache-304 cache-delete
    cache-delete/rate cache-name redirect-url respond-with respond-with/twice scheduled-listener
    connect-listener module-listener listener-return listener-options event-dispatched
    worker-not-found fetcher-status ctx-abort object-event-timeout message-port
    message-port/shared url-pattern url-pattern/relative url-pattern/base
    url-pattern/component url-stringify websocket-constructor websocket-constructor/protocol
    websocket-client-accept websocket-tags html-selector html-selector/unsupported html-name
    html-end-tag html-comment html-comment/replace html-ambiguous html-attributes
    header-value/name not-implemented/cache argument-type/timer argument-type/signal
    invalid-url/base invalid-url/href body-after-response/exception
    websocket-refused/body websocket-accepted-twice/state field-not-implemented/credentials
    field-not-implemented/browser base64/from
    not-implemented client-gone cache-partial cache-url one-time-body location multipart-body content-token text-of-bytes
    get-with-body argument-type operation-timeout redirect-value form-data-type btoa-latin1 header-value cache-vary fixed-length
    hung illegal-invocation other-request-io other-object-io other-request-promise global-scope
    network-lost memory-before-eof memory-limit storage-cache-memory cpu-limit
    too-many-subrequests too-many-subrequests/services subrequest-depth daemon-down internal body-used request-body-used
    stream-disturbed stream-disturbed/locked body-after-response immutable-headers no-response no-handler no-alarm-handler
    undefined-property undefined-property/null response-status websocket-status null-body redirect-status invalid-url
    fetch-scheme too-many-redirects websocket-without-upgrade websocket-returned-after-accept websocket-returned-after-accept/reused websocket-returned-after-accept/outgoing
    websocket-not-accepted websocket-send-after-close websocket-accepted-twice
    attachment-too-large hibernation-limits hibernation-limits/tag-length hibernation-limits/sockets serialize-state websocket-clone websocket-refused
    websocket-protocol websocket-close-code websocket-close-reason websocket-close-reason/too-long websocket-missing rpc-no-method
    rpc-no-support not-serializable alarm-without-handler sql-not-enabled object-id code-updated
    object-closed object-overloaded object-timeout waituntil-cancelled d1-error d1-no-table
    d1-type kv-put r2-length eval-disallowed json-of-page json-of-page/empty json-of-page/object json-of-page/undefined base64 no-such-module
    writer-locked stream-released stream-in-flight writes-queued stream-closed stream-failed
    controller-closed stream-not-bytes stream-not-bytes/written buffer-detached
    fixed-length-argument identity-pipe stream-pipe stream-native stream-closing-object
    byob-read byob-unsupported byob-request byob-request/partial byob-buffer-changed
    stream-buffer stream-source compression compression/incomplete compression/trailing
    compression/failed outside-request returned-type value-type class-without-new number-range
    date-range buffer-view buffer-allocation string-too-long proxy top-level-await
    import-attribute module-specifier module-load module-load/cycle module-load/referrer
    module-load/twice module-load/main too-many-timeouts tail-stream tail-stream/cancelled
    rejection-report unreadable-error
    field-not-implemented field-not-implemented/cache cache-non-get known-length python-modules
    python-modules/startup rpc-no-method/property not-serializable/function
    not-serializable/promise not-serializable/object not-serializable/symbol
    not-serializable/class not-serializable/url not-serializable/websocket
    not-serializable/binding not-serializable/rpc-only not-serializable/abort-signal
    not-serializable/proxy not-serializable/dup not-serializable/stub not-serializable/deserialize
    not-serializable/transfer not-serializable/builtin object-id/namespace
    object-overloaded/account object-timeout/blocked object-timeout/deadlock object-timeout/nested
    object-timeout/alarm d1-error/unique d1-error/not-null d1-error/foreign-key d1-error/check
    d1-error/no-column d1-error/conflict-target d1-error/add-column d1-error/no-function
    d1-error/syntax d1-error/exists d1-error/variables d1-error/columns d1-error/statement-size
    d1-error/too-big d1-error/full d1-error/pattern d1-error/compound d1-error/not-allowed
    d1-error/values d1-error/ambiguous d1-error/aggregate d1-error/mismatch d1-error/json
    d1-error/overflow d1-error/busy d1-error/exec-lines d1-error/transaction d1-error/bindings
    d1-error/several d1-error/empty d1-error/column d1-error/overloaded d1-error/limits
    d1-error/transient d1-error/client-left d1-error/limit-queries d1-error/size
    d1-error/free-tier d1-error/session d1-error/dump d1-error/answer d1-type/undefined
    d1-type/date d1-type/object d1-type/promise d1-type/bigint d1-type/function kv-put/rate
    kv-put/ttl kv-put/expiration kv-put/too-large kv-put/metadata kv-put/value kv-put/service
    r2-length/mismatch sql-error sql-error/unique sql-error/not-null sql-error/foreign-key
    sql-error/check sql-error/no-column sql-error/conflict-target sql-error/add-column
    sql-error/no-function sql-error/syntax sql-error/exists sql-error/variables sql-error/columns
    sql-error/statement-size sql-error/too-big sql-error/full sql-error/pattern sql-error/compound
    sql-error/not-allowed sql-error/values sql-error/ambiguous sql-error/aggregate
    sql-error/mismatch sql-error/json sql-error/overflow sql-error/busy sql-error/no-table
    sql-error/bindings sql-error/several sql-error/empty sql-error/one sql-error/transaction
    sql-error/result-size sql-error/cursor storage-argument storage-argument/undefined
    storage-argument/alarm-time storage-argument/key-size storage-argument/value-size
    storage-argument/key-count storage-transaction storage-transaction/delete-all kv-iterator
    constraint-reset storage-internal storage-gone object-aborted object-aborted/test
    object-feature jurisdiction facets actor-id-length alarm-unsupported auto-response
    context-ended stream-over-rpc rpc-old-date rpc-too-large rpc-disposed rpc-not-disposed
    rpc-call rpc-call/reserved rpc-call/arguments rpc-call/stub-of entrypoint-missing restore
    event-not-supported no-internet worker-loader worker-loader/size worker-loader/experimental
    kv-read kv-read/rate kv-read/service kv-read/cache-ttl kv-read/limit kv-read/bulk kv-key
    kv-key/too-long kv-response-type r2-range r2-checksum r2-condition r2-part-number r2-options
    r2-http-metadata r2-put-cancelled queue-send queue-send/batch-size queue-send/batch-count
    queue-send/message-size queue-send/rate queue-send/delay queue-content queue-content/undefined
    queue-content/empty-batch queue-settled queue-listener socket-refused socket-address
    socket-tls socket-transfer analytics-engine hyperdrive-address rate-limit-options ai-stream
    ai-markdown autorag-name vectorize vectorize/dimensions vectorize/options vectorize/answer
    pipeline-transform base64-stream http-server container-state container-port container-https
    container-argument container-exit container-unavailable container-local container-snapshot
    workflow-instance browser-limit email-destination email-from evict config-invalid
    object-free-tier workflow-step hyperdrive-pool`,
  crypto: `algorithm curve operation missing-field missing-field/hash missing-field/ecdsa-hash
    missing-field/iv missing-field/kdf missing-field/salt-length key-usage key-usage/none
    key-mismatch key-mismatch/usage key-mismatch/half key-mismatch/peer not-extractable
    export-format import-format import-format/name import-format/kdf key-data key-data/other-kind
    key-data/raw-curve jwk jwk/alg jwk/use jwk/extractable jwk/fields jwk/numbers jwk/unwrapped
    key-length key-length/hmac key-length/hmac-empty key-length/rsa key-length/rsa-digest
    pbkdf2-iterations pbkdf2-iterations/none pbkdf2-iterations/scrypt derive-length aes-parameters
    aes-parameters/too-much decryption-failed decryption-failed/rsa decryption-failed/aes-kw
    signature-length weak-public-key timing-safe-equal random-values random-values/type
    digest-stream digest-stream/disposed rsa-raw internal node-digest node-digest/length
    node-digest/finalized node-digest/too-long node-key node-dh node-dh/order node-dh/limit
    node-prime node-certificate spkac`,
  node: `arg-type arg-type/undefined arg-type/promise arg-type/not-specified arg-type/this
    arg-type/constructor arg-type/returned arg-value arg-value/options arg-value/ambiguous
    out-of-range buffer-bounds buffer-bounds/size buffer-bounds/too-large buffer-bounds/detached
    encoding encoding/hex encoding/transcode encoding/decoder not-implemented
    not-implemented/option not-implemented/process not-implemented/threads not-implemented/code
    not-implemented/server not-implemented/http2 not-implemented/als not-implemented/stream-method
    not-implemented/cipher not-implemented/util not-implemented/certificate
    not-implemented/starttls not-implemented/timers not-implemented/inspector
    not-implemented/sqlite not-implemented/trace flag unhandled-error unhandled-error/listeners
    unhandled-error/falsy-rejection assertion assertion/false assertion/no-value
    assertion/not-thrown assertion/thrown stream-ended stream-ended/destroyed
    stream-ended/premature stream-ended/null stream-ended/pipe stream-ended/callback headers-sent
    http-header http-header/status http-header/protocol http-header/body http-header/length
    http-server socket socket/address socket/tls dns dns/service fs-missing fs-not-permitted
    fs-kind fs-exists fs-unsupported fs-limit fs-limit/not-closed fs-descriptor file-url zlib-data
    zlib-data/memory zlib-data/options zlib-data/dictionary zlib-data/closed cipher cipher/tag
    cipher/order cipher/size key-data key-data/export key-generation dh dh/order sign
    sign/finalized sign/no-key public-encrypt kdf hash-finalized crypto-failed uri-malformed url
    mime call-sites process-exit process-env als-bound diagnostics diagnostics/tracing require
    performance`,
  r2: `10001 10002 10003 10005 10006 10007 10008 10009 10011 10012 10013 10014 10018 10020 10022 10024
    10025 10031 10033 10035 10037 10039 10042 10043 10048 10054 10058 10061 10069 10073 10081 100100`,
  kv: '10013 10014',
  d1: '7400 7403 7404 7406 7500 7502',
  queues: '10023 11000 11001 11004',
  lists: '10028 10043-10060 10052 10054 10055 10056',
  tunnel: '10000',
  pipelines: '10006 40401',
  ai: '3003 3006 3007 3008 3023 3036 3039 3040 3041 3042 5004 5005 5007 5016 5018 5019',
  cache: '1015',
  account: '1104',
  mysql: '1019 1027 1042 1101 1102',
  js: `not-defined not-defined/process not-defined/buffer not-defined/global
    not-defined/set-immediate not-defined/require not-defined/dirname not-defined/browser
    not-defined/module not-a-function not-a-function/undefined stack-overflow invalid-time
    circular-json bigint-json bigint-mixed string-length array-length not-iterable
    not-a-constructor class-without-new constant-assigned not-initialized set-of-nothing
    destructured-nothing to-object in-of-text frozen regexp number-digits repeat-count
    private-member super-missing extends dynamic-require not-implemented wasm-refused wasm-bytes
    wasm-trap`,
  lib: `drizzle-query prisma-engine prisma-call prisma-missing prisma-unique postgres-closed
    postgres-timeout postgres-full database-login stripe-sync-crypto stripe-signature
    stripe-connection token-expired token-invalid fetch-failed zod-invalid hono-not-finalized
    hono-executionctx hono-matcher hono-json supabase-key api-key-missing aws-credentials
    aws-signature`,
};
