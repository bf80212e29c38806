/**
 * Whose code a frame is in: the user's; an installed package's, or compiled to WebAssembly; the runtime's;
 * or what a bundler and wrangler put around the user's code.
 */
export type FrameOrigin = 'own' | 'dependency' | 'runtime' | 'helper';

/** @param file a frame's file, or a source of a map. @param functionName as V8 names it. */
export function originOf(file: string, functionName = ''): FrameOrigin {
  const path = file.replaceAll('\\', '/');
  if (RUNTIME.test(path)) return 'runtime';
  if (WRAPPING.test(path) && !DEV_BUNDLE.test(path)) return 'helper';
  if (INSTALLED.test(path)) return 'dependency';
  return isModuleOfBundle(path) ? originOfFunction(functionName) : 'own';
}

/**
 * `node-internal:`, `cloudflare-internal:` and the shim are workerd's own (measured); `native` and `<anonymous>` are
 * V8's.
 */
const RUNTIME =
  /^wasm-instantiate-shim\.js$|^(?:(?:(?:node|cloudflare|workerd|pyodide)(?:-internal)?|internal|native):|native(?: |$)|<anonymous>$)/;

/**
 * wrangler builds in `.wrangler/tmp` and wraps the entry with files of its `templates`; `<define:X>`,
 * `<runtime>` and `virtual:` are sources that exist only in a build.
 */
const WRAPPING =
  /(?:^|\/)(?:\.wrangler\/|node_modules\/wrangler\/|_virtual_unenv|middleware-(?:loader\.entry|insertion-facade)\.[jt]s$)|^(?:<(?:define:|runtime>|stdin>$)|virtual:|\0)/;

/** The bundle of `wrangler dev`, as a local runtime names it in frames; sources of maps are no URLs. */
const DEV_BUNDLE = /^file:.*\/\.wrangler\/tmp\/[^/]+\/[^/]+\.js$/;

/** npm, pnpm, Yarn's archives and unplugged packages, code from elsewhere, and WebAssembly. */
const INSTALLED =
  /(?:^|\/)(?:node_modules|\.pnpm|bower_components|jspm_packages|\.yarn\/(?:cache|unplugged|__virtual__|berry))\/|\.zip\/|^(?:https?|npm|jsr|data|blob):|^wasm:|\.wasm$/;

/** A mapped source may call a function of its own by such a name; a module of a bundle hardly does. */
function isModuleOfBundle(path: string): boolean {
  return /^(?:file:\/\/.*\/)?[^/]*\.[cm]?js$/.test(path);
}

function originOfFunction(functionName: string): FrameOrigin {
  const name = functionName.replace(/^(?:new |Object\.)/, '').replace(/ \[as .*\]$/, '');
  if (HELPER.test(name)) return 'helper';
  // esbuild names the function around a CommonJS or lazy module by the module's path.
  if (!/^[^\s()]*\/[^\s()]*\.\w+$/.test(name)) return 'own';
  const origin = originOf(name);
  return origin === 'runtime' ? 'own' : origin;
}

/**
 * Helpers of esbuild (internal/runtime/runtime.go) and of TypeScript (tslib); `__require2` is a second one
 * of the name.
 */
const HELPER =
  /^__(?:accessCheck|addDisposableResource|array|assign|async|asyncDelegator|asyncGenerator|asyncValues|await|awaiter|callDispose|classPrivateField\w+|commonJS(?:Min)?|copyProps|decorate|decorateClass|decorateElement|decorateParam|decoratorContext|decoratorMetadata|decoratorStart|defNormalProp|disposeResources|earlyAccess|esDecorate|esm(?:Min)?|exportStar|export|expectedFunction|extends|fn|forAwait|forOf|generator|glob|import(?:Default|Star)|init|knownSymbol|makeTemplateObject|metadata|name|objRest|param|pow|privateAdd|privateGet|privateIn|privateMethod|privateSet|privateWrapper|propKey|publicField|read|reExport|require|rest|restKey|runInitializers|setFunctionName|spread|spreadArray|spreadProps|spreadValues|superGet|superSet|superWrapper|template|toBinary(?:Node)?|toCommonJS|toESM|typeError|using|values|yieldStar)\d*$/;
