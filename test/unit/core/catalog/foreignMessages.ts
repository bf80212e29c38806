/**
 * Messages as Node, databases, services and libraries print them: none is the platform's. What Node says and the
 * Node.js layer of Workers says word for word is left out, such as `write after end`; so is what the catalog explains as
 * a text of JavaScript or of a library.
 */
export const FOREIGN_MESSAGES: readonly string[] = `
No matching state found in storage
Promise resolver undefined is not a function
The callback given is not a function
Environment variable API_KEY is not defined
The value of user is not iterable
The plugin loaded is not a constructor
connect ECONNREFUSED 127.0.0.1:5432
connect ETIMEDOUT 10.0.0.12:443
connect EHOSTUNREACH 192.168.1.50:6379
read ECONNRESET
write EPIPE
socket hang up
getaddrinfo ENOTFOUND api.example.com
getaddrinfo EAI_AGAIN db.internal
queryA ESERVFAIL example.org
listen EADDRINUSE: address already in use :::3000
listen EACCES: permission denied 0.0.0.0:80
ENOENT: no such file or directory, open './config.json'
EACCES: permission denied, mkdir '/var/lib/app'
EEXIST: file already exists, mkdir 'dist'
EISDIR: illegal operation on a directory, read
ENOTDIR: not a directory, scandir 'package.json'
EMFILE: too many open files, open 'a.txt'
ENOSPC: no space left on device, write
EPERM: operation not permitted, unlink 'x.lock'
ENOTEMPTY: directory not empty, rmdir 'build'
EXDEV: cross-device link not permitted, rename 'a' -> 'b'
EBUSY: resource busy or locked, open 'db.sqlite'
Cannot find module 'left-pad'
Cannot find package 'hono' imported from index.mjs
Cannot use import statement outside a module
Unexpected token 'export'
Unexpected end of input
Unexpected identifier 'foo'
missing ) after argument list
Invalid or unexpected token
Invalid left-hand side in assignment
Invalid date
Reduce of empty array with no initial value
Cannot convert a BigInt value to a number
Cannot delete property 'length' of [object Array]
Cannot redefine property: x
Object prototype may only be an Object or null: undefined
Right-hand side of 'instanceof' is not callable
Private field '#x' must be declared in an enclosing class
Method Map.prototype.get called on incompatible receiver [object Object]
Chaining cycle detected for promise #<Promise>
All promises were rejected
Derived constructors may only return object or undefined
Super constructor may only be called once
Generator is already running
This operation was aborted
The user aborted a request.
terminated
other side closed
Connect Timeout Error (attempted address: api.example.com:443, timeout: 10000ms)
Headers Timeout Error
Body Timeout Error
Response body exceeds maximum size
Parse Error: Expected HTTP/
Parse Error: Header overflow
Stream was destroyed
Readable stream is not async iterable
unable to verify the first certificate
self-signed certificate in certificate chain
certificate has expired
Hostname/IP does not match certificate's altnames: Host: localhost. is not in the cert's altnames
unsupported certificate purpose
wrong version number
digital envelope routines::unsupported
Unsupported state or unable to authenticate data
bad decrypt
Too many listeners added: possible EventEmitter memory leak detected. 11 error listeners added
Command failed: git rev-parse HEAD
spawn ffmpeg ENOENT
Worker terminated due to reaching memory limit: JS heap out of memory
Uncaught (in promise) Error: boom
unhandled rejection
relation "users" does not exist
column "email" of relation "users" does not exist
duplicate key value violates unique constraint "users_email_key"
null value in column "id" of relation "orders" violates not-null constraint
insert or update on table "orders" violates foreign key constraint "orders_user_id_fkey"
syntax error at or near "FORM"
canceling statement due to statement timeout
canceling statement due to user request
deadlock detected
could not serialize access due to concurrent update
terminating connection due to administrator command
the database system is starting up
invalid input syntax for type integer: "abc"
invalid input syntax for type uuid: "1"
value too long for type character varying(255)
division by zero
permission denied for table users
database "app" does not exist
prepared statement "s1" does not exist
current transaction is aborted, commands ignored until end of transaction block
Unknown column 'emial' in 'field list'
Table 'app.users' doesn't exist
Duplicate entry 'a@b.c' for key 'users.email'
Data too long for column 'name' at row 1
Lock wait timeout exceeded; try restarting transaction
Deadlock found when trying to get lock; try restarting transaction
Connection lost: The server closed the connection.
PROTOCOL_CONNECTION_LOST
Packets out of order. Got: 1 Expected: 0
You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version
Cannot add or update a child row: a foreign key constraint fails
SQLITE_CONSTRAINT: UNIQUE constraint failed: users.email
SQLITE_BUSY: database is locked
SQLITE_READONLY: attempt to write a readonly database
no such column: emial
near "SELCT": syntax error
attempt to write a readonly database
file is not a database
database disk image is malformed
E11000 duplicate key error collection: app.users index: email_1 dup key: { email: "a@b.c" }
connection timed out after 30000 ms
Server selection timed out after 30000 ms
Authentication failed.
topology was destroyed
Cast to ObjectId failed for value "1" (type string) at path "_id"
Operation users.findOne() buffering timed out after 10000ms
WRONGTYPE Operation against a key holding the wrong kind of value
NOAUTH Authentication required.
READONLY You can't write against a read only replica.
OOM command not allowed when used memory > 'maxmemory'.
LOADING Redis is loading the dataset in memory
MOVED 3999 127.0.0.1:6381
Reached the max retries per request limit (which is 20). Refer to "maxRetriesPerRequest" option for details.
Connection is closed.
Command queue state error
Can't reach database server at localhost:5432
Environment variable not found: DATABASE_URL.
Validation error: Required at "email"
Invalid input: expected string, received number
[{"code":"invalid_type","expected":"string","received":"undefined","path":["name"],"message":"Required"}]
"email" must be a valid email
data/name must be string
must have required property 'id'
strict mode: unknown keyword: "foo"
JWS Verification failed
OAuth2 token request failed: invalid_grant
Network Error
timeout of 5000ms exceeded
Response code 503 (Service Unavailable)
Exceeded maxRedirects. Probably stuck in a redirect loop
Only absolute URLs are supported
Failed to parse URL from /api
Not Found
Unauthorized
Forbidden
Internal Server Error
Bad Gateway
Too Many Requests
Payload too large
request entity too large
Unsupported Media Type
Unexpected field
Multipart: Boundary not found
CSRF token mismatch
No such customer: 'cus_123'
Your card was declined.
Invalid API Key provided: sk_test_****
You exceeded your current quota, please check your plan and billing details.
Rate limit reached for requests
This model's maximum context length is 4097 tokens.
Overloaded
The security token included in the request is invalid
The specified bucket does not exist
The specified key does not exist.
The provided token has expired.
AccessDenied: Access Denied
ConditionalCheckFailedException: The conditional request failed
ThrottlingException: Rate exceeded
Missing credentials in config
Hydration failed because the initial UI does not match what was rendered on the server.
Minified React error #418; visit https://react.dev/errors/418
Objects are not valid as a React child
Element type is invalid: expected a string but got: undefined
Rendered more hooks than during the previous render.
Text content does not match server-rendered HTML.
NEXT_REDIRECT
NEXT_NOT_FOUND
Cannot GET /favicon.ico
Route not found: POST /login
No route matches URL "/x"
Failed to load resource: net::ERR_CONNECTION_REFUSED
GraphQL error: Cannot query field "foo" on type "Query".
Variable "$id" of required type "ID!" was not provided.
Syntax Error: Expected Name, found "}".
14 UNAVAILABLE: No connection established
4 DEADLINE_EXCEEDED: Deadline exceeded after 5.001s
16 UNAUTHENTICATED: Request had invalid authentication credentials.
13 INTERNAL: Received RST_STREAM with code 2
Job stalled more than allowable limit
Missing lock for job 12. moveToFinished
Opening handshake has timed out
Unexpected server response: 502
WebSocket was closed before the connection was established
WebSocket is not open: readyState 3 (CLOSED)
Invalid frame header
RSV1 must be clear
Max payload size exceeded
unable to get local issuer certificate
offset is out of bounds
LinkError: WebAssembly.instantiate(): Import #0 "env": module is not an object or function
assertion failed
Expected values to be strictly equal: 1 !== 2
expected 200 "OK", got 404 "Not Found"
Test timeout of 5000ms exceeded.
took 1006 ms
1013 rows updated
order 1042 was not found
invoice 1101 is overdue
listening on port 1010
processed 1002 of 1015 items in 1.2 s
user 10006 signed in
cache miss for key 10021
worker 3 finished in 1000 ms
socket timeout after 1000 ms
closed 12 idle connections
retry 3 of 5 after 1000ms
GET /items/1015 200
id=1006 status=paid
boom
oops
undefined
null
[object Object]
false
0
test
`
  .split('\n')
  .filter((line) => line !== '');
