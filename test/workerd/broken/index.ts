import type { BrokenWorker } from './brokenWorker.ts';
import { bodies } from './bodies.ts';
import { closeCodes } from './closeCodes.ts';
import { closeReplies } from './closeReplies.ts';
import { copies } from './copies.ts';
import { detachedMethods } from './detachedMethods.ts';
import { hangs } from './hangs.ts';
import { hibernation } from './hibernation.ts';
import { immutableHeaders } from './immutableHeaders.ts';
import { objectIds } from './objectIds.ts';
import { refusedUpgrades } from './refusedUpgrades.ts';
import { remoteCalls } from './remoteCalls.ts';
import { requests } from './requests.ts';
import { responses } from './responses.ts';
import { sameZoneFetch } from './sameZoneFetch.ts';
import { sharedIo } from './sharedIo.ts';
import { socketListeners } from './socketListeners.ts';
import { storageArguments } from './storageArguments.ts';
import { undefinedProperties } from './undefinedProperties.ts';
import { upgradeChecks } from './upgradeChecks.ts';
import { urls } from './urls.ts';
import { webSocketPairs } from './webSocketPairs.ts';

/** At least one for every rule; each is run, mended and run again. */
export const brokenWorkers: readonly BrokenWorker[] = [
  ...bodies,
  ...closeCodes,
  ...closeReplies,
  ...copies,
  ...detachedMethods,
  ...hangs,
  ...hibernation,
  ...immutableHeaders,
  ...objectIds,
  ...refusedUpgrades,
  ...remoteCalls,
  ...requests,
  ...responses,
  ...sameZoneFetch,
  ...sharedIo,
  ...socketListeners,
  ...storageArguments,
  ...undefinedProperties,
  ...upgradeChecks,
  ...urls,
  ...webSocketPairs,
];
