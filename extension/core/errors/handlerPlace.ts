import type { TailEvent } from '../../shared/tailEvent.ts';
import { mainValueOffset } from '../config/mainValue.ts';
import { meaningOf } from '../catalog/catalog.ts';
import { functionAround } from '../fixes/syntax/functions.ts';
import { startOf } from '../fixes/syntax/syntaxTree.ts';
import { causeOf } from '../problems/causeOf.ts';
import { type EntryModules, type FoundIn, positionIn, textOf } from './entrySource.ts';
import { mainFailure, type Failure } from './failures.ts';
import { findFunction } from './functionFinder.ts';
import { findHandler, findMessageListener } from './handlerFinder.ts';
import type { Certainty, Place } from './locate.ts';
import { findMistake } from './mistakeFinder.ts';
import { ModuleWalk, type Site } from './moduleWalk.ts';
import { nameOfFunction } from './nameOfFunction.ts';
import { findRaisingCall } from './raisingCall.ts';

/**
 * The place of a failure whose stack tells none. When a frame of the bundle names a function that is there once,
 * it is that, or what in it fails with such a message, with certainty `guessed`. Else what in the handler of its
 * kind fails with such a message, or the one call in the Worker that can have raised it, `guessed` too. Else the
 * handler, in the entry module or what that exports from other modules; else the class or default export that it
 * belongs to; else the `main` line of the Wrangler configuration. Undefined when none of them is there.
 *
 * A listener of a WebSocket that throws shows as `Network connection lost.` without a frame (measured): then
 * the first listener for messages is meant, with certainty `guessed`.
 */
export async function handlerPlace(
  event: TailEvent,
  modules: EntryModules,
  failure: Failure | undefined = mainFailure(event),
): Promise<Place | undefined> {
  const cause = failure && causeOf(failure, event);
  const name = failure && nameOfFunction(failure);
  const named = name === undefined ? undefined : await findFunction(modules, name);
  if (cause !== undefined && named !== undefined) {
    const { code, message } = cause;
    return placeOf(findMistake(named, code, message) ?? named, 'guessed');
  }
  if (mayHideListenerError(failure, event)) {
    const listener = await findMessageListener(modules, event.entrypoint);
    if (listener !== undefined) return placeOf(listener, 'guessed');
  }
  const handler = await findHandler(modules, event.entrypoint, handlersOf(event));
  const guess =
    cause &&
    ((handler && findMistake(handler, cause.code, cause.message)) ??
      (await raisingCall(modules, cause.code, handler)));
  if (guess !== undefined) return placeOf(guess, 'guessed');
  const found = handler ?? (await mainLine(modules));
  return found && placeOf(found, 'handler');
}

async function raisingCall(
  modules: EntryModules,
  code: string,
  handler: FoundIn | undefined,
): Promise<FoundIn | undefined> {
  const raisedBy = meaningOf(code)?.entry.raisedBy;
  if (raisedBy === undefined) return undefined;
  const walk = new ModuleWalk(modules, MOST_MODULES);
  const found = await findRaisingCall(walk, raisedBy, handler && (await siteOf(walk, handler)));
  return found && { source: found.module.source, offset: startOf(found.node) };
}

/** Modules that are looked through for a call. */
const MOST_MODULES = 200;

async function siteOf(walk: ModuleWalk, { source, offset }: FoundIn): Promise<Site | undefined> {
  const entry = await walk.entry();
  const modules = entry === undefined ? [] : await walk.reachedFrom([entry]);
  const module = modules.find((each) => each.source.file === source.file);
  const node = module && functionAround(module.tree, module.tree.nodeAt(offset));
  return module && node && { module, node };
}

async function mainLine(modules: EntryModules): Promise<FoundIn | undefined> {
  const source = await modules.configuration();
  if (source === undefined) return undefined;
  const format = /\.toml$/i.test(source.file) ? 'toml' : 'json';
  const offset = mainValueOffset(textOf(source), format, modules.environment);
  return offset === undefined ? undefined : { source, offset };
}

function placeOf({ source, offset }: FoundIn, certainty: Certainty): Place {
  const position = positionIn(textOf(source), offset);
  return { file: source.file, display: source.display, position, certainty };
}

function mayHideListenerError(failure: Failure | undefined, { trigger }: TailEvent): boolean {
  const isWebSocket =
    trigger.kind === 'webSocket' || (trigger.kind === 'fetch' && trigger.webSocketUpgrade);
  const isLost = failure?.message?.startsWith('Network connection lost.') === true;
  return isWebSocket && isLost && failure.kind === 'thrown';
}

/**
 * Names of the method that the runtime calls, the likeliest first.
 * https://developers.cloudflare.com/workers/runtime-apis/handlers/
 */
function handlersOf({ trigger, executionModel }: TailEvent): readonly string[] {
  if (executionModel === 'workflow') return ['run'];
  switch (trigger.kind) {
    case 'fetch':
    case 'scheduled':
    case 'queue':
    case 'email':
    case 'alarm':
      return [trigger.kind];
    case 'tail':
      return ['tail', 'trace'];
    case 'webSocket':
      return [`webSocket${trigger.type.charAt(0).toUpperCase()}${trigger.type.slice(1)}`];
    case 'rpc':
      return trigger.method === '' ? [] : [trigger.method];
    case 'other':
      return [];
  }
}
