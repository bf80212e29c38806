import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cppTexts } from '../inventory/cppTexts.ts';
import { parseInventory } from '../inventory/inventory.ts';
import { lackingTexts, textsOf } from '../inventory/lackingTexts.ts';
import { scriptTexts } from '../inventory/scriptTexts.ts';

function texts(source: string): string[] {
  return cppTexts(source).map(({ text }) => text);
}

test('the macros of C++ give their message with gaps', () => {
  const source = `
    JSG_REQUIRE(size <= kMax(1, 2), RangeError, "A cup holds ", kMax, " drops, not ", cup.size(),
        ". Use a bigger one.");
    auto tea = JSG_REQUIRE_NONNULL(kj::mv(maybeTea), TypeError, "There is no tea.");
    JSG_FAIL_REQUIRE(DOMNotSupportedError, "Tea of the kind \\"", kind, "\\" is not served.");
    JSG_ASSERT(hot, Error, kj::str("Tea is ", "cold: ", degrees));
    return JSG_KJ_EXCEPTION(FAILED, Error, "The pot broke.");`;
  assert.deepEqual(texts(source), [
    'A cup holds {kMax} drops, not {size}. Use a bigger one.',
    'There is no tea.',
    'Tea of the kind "{kind}" is not served.',
    'Tea is cold: {degrees}',
    'The pot broke.',
  ]);
});

test('exceptions and errors that are made by hand give theirs', () => {
  const source = `
    KJ_FAIL_REQUIRE("broken.dropped; jsg.Error: The cup ", id, " fell.");
    throw kj::Exception(FAILED, __FILE__, __LINE__, kj::str("jsg.DOMException(AbortError): Stop."));
    return js.rejectedPromise<void>(js.typeError("No sugar left."_kj));
    lock.v8Isolate->ThrowError(js.str("No milk left."_kj));
    throwTypeError(js.v8Isolate, "No lemon left.");
    auto e = js.domException(kj::str("DataCloneError"), kj::str("A ", kind, " has no copy."));
    v8::Exception::RangeError(v8StrIntern(isolate, "Too many cups."));`;
  assert.deepEqual(texts(source), [
    'The cup {id} fell.',
    'Stop.',
    'No sugar left.',
    'No milk left.',
    'No lemon left.',
    'A {kind} has no copy.',
    'Too many cups.',
  ]);
});

test('a text that has a name is found by it', () => {
  const source = `
    static constexpr auto SPILT = "The tea was "
        "spilt."_kj;
    JSG_FAIL_REQUIRE(Error, SPILT);
    auto msg = kj::str("The tea in ", room, " was spilt.");
    IoContext::current().logWarning(msg);`;
  assert.deepEqual(texts(source), ['The tea was spilt.', 'The tea in {room} was spilt.']);
});

test('warnings are told from errors, and each has its line', () => {
  const found = cppTexts(
    '\nctx.logWarningOnce("Cold tea.");\nJSG_WARN_ONCE_IF(cold, "Colder tea.");',
  );
  assert.deepEqual(found, [
    { line: 2, text: 'Cold tea.', isWarning: true },
    { line: 3, text: 'Colder tea.', isWarning: true },
  ]);
});

test('comments, characters and internal errors say nothing', () => {
  const source = `
    // JSG_FAIL_REQUIRE(Error, "In a comment.");
    /* js.error("In another."); */
    auto quote = '"'; JSG_FAIL_REQUIRE(Error, "Behind", /* a "quote" */ " it.");
    JSG_REQUIRE(ok, InternalDOMOperationError, "Hidden.");
    KJ_LOG(ERROR, "Only for operators.");`;
  assert.deepEqual(texts(source), ['Behind it.']);
});

test('TypeScript gives what its errors are made with', () => {
  const source = `
    if (n > 5) throw new RangeError(\`A table has \${room.size} seats, not \${n}\`);
    reject(new Error('The waiter ' + name + ' left.'));
    class ERR_NO_TABLE extends NodeTypeError {
      constructor(name: string) { super('ERR_NO_TABLE', \`There is no table "\${name}"\`); }
    }
    class Guest extends Person { constructor() { super('Not an error'); } }
    throw new AssertionError({ message: 'The bill is wrong', operator: '==' });
    throw new ERR_NO_TABLE('five');
    process.emitWarning('Closing soon.');`;
  assert.deepEqual(
    scriptTexts(source).map(({ text, isWarning }) => (isWarning ? `warn ${text}` : text)),
    [
      'A table has {size} seats, not {n}',
      'The waiter {name} left.',
      'There is no table "{name}"',
      'The bill is wrong',
      'warn Closing soon.',
    ],
  );
});

test('what the inventory lacks is what no line of it covers', () => {
  const inventory = parseInventory(
    'a.tsv',
    'x\tA cup holds {n} drops\trt:a\nx\tNo tea.\tinternal: so',
  );
  const source = `
    JSG_FAIL_REQUIRE(Error, "A cup holds ", max, " drops.");
    JSG_FAIL_REQUIRE(Error, "No tea.");
    JSG_FAIL_REQUIRE(Error, "No coffee.");
    JSG_FAIL_REQUIRE(Error, "No coffee.");
    JSG_FAIL_REQUIRE(Error, message);`;
  assert.deepEqual(lackingTexts('workerd/api/tea.c++', source, inventory), [
    { file: 'api/tea.c++', line: 4, text: 'No coffee.', isWarning: false },
  ]);
});

test('tests and declarations raise nothing', () => {
  for (const file of ['workerd/api/tea-test.c++', 'workerd/tests/a.c++', 'node/tea.d.ts', 'a.md']) {
    assert.equal(textsOf(file), undefined, file);
  }
  assert.equal(textsOf('workerd/api/tea.h'), cppTexts);
  assert.equal(textsOf('node/internal/tea.ts'), scriptTexts);
});
