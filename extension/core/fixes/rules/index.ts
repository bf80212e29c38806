import type { FixRule } from '../fixRule.ts';
import { acceptTwice } from './acceptTwice.ts';
import { attachmentMethod } from './attachmentMethod.ts';
import { attachmentSize } from './attachmentSize.ts';
import { base64Url } from './base64Url.ts';
import { bindingAbsent } from './bindingAbsent.ts';
import { bodyAfterResponse } from './bodyAfterResponse.ts';
import { bodyUsedTwice } from './bodyUsedTwice.ts';
import { bufferedBody } from './bufferedBody.ts';
import { cachePutMethod } from './cachePutMethod.ts';
import { closeCode } from './closeCode.ts';
import { closeListener } from './closeListener.ts';
import { copiedFunction } from './copiedFunction.ts';
import { copiedObject } from './copiedObject.ts';
import { copiedPromise } from './copiedPromise.ts';
import { d1SingleStatements } from './d1SingleStatements.ts';
import { d1Undefined } from './d1Undefined.ts';
import { d1Value } from './d1Value.ts';
import { endlessRedirect } from './endlessRedirect.ts';
import { eventRequestHeaders } from './eventRequestHeaders.ts';
import { floatingPromise } from './floatingPromise.ts';
import { growingCollection } from './growingCollection.ts';
import { hangingPromise } from './hangingPromise.ts';
import { hibernatedMemory } from './hibernatedMemory.ts';
import { hibernatedRecords } from './hibernatedRecords.ts';
import { hibernatedSockets } from './hibernatedSockets.ts';
import { hibernationListeners } from './hibernationListeners.ts';
import { honoNullBody } from './honoNullBody.ts';
import { honoRequestHeaders } from './honoRequestHeaders.ts';
import { honoResponseHeaders } from './honoResponseHeaders.ts';
import { illegalInvocation } from './illegalInvocation.ts';
import { immutableHeaders } from './immutableHeaders.ts';
import { ittyHandle } from './ittyHandle.ts';
import { kvExpiration } from './kvExpiration.ts';
import { kvSingleReads } from './kvSingleReads.ts';
import { kvValue } from './kvValue.ts';
import { listenerCatch } from './listenerCatch.ts';
import { lostConnection } from './lostConnection.ts';
import { missingResponse } from './missingResponse.ts';
import { missingReturn } from './missingReturn.ts';
import { nodeGlobalObject } from './nodeGlobalObject.ts';
import { nullBody } from './nullBody.ts';
import { objectIdName } from './objectIdName.ts';
import { pbkdf2Iterations } from './pbkdf2Iterations.ts';
import { r2StreamLength } from './r2StreamLength.ts';
import { redirectStatus } from './redirectStatus.ts';
import { relativeUrl } from './relativeUrl.ts';
import { repeatedBody } from './repeatedBody.ts';
import { requestInitField } from './requestInitField.ts';
import { requestJson } from './requestJson.ts';
import { requestLoop } from './requestLoop.ts';
import { responseStatus } from './responseStatus.ts';
import { returnedValue } from './returnedValue.ts';
import { rpcBaseClass } from './rpcBaseClass.ts';
import { rpcMethod } from './rpcMethod.ts';
import { rpcValue } from './rpcValue.ts';
import { sameZoneFetch } from './sameZoneFetch.ts';
import { sendAfterClose } from './sendAfterClose.ts';
import { sharedIo } from './sharedIo.ts';
import { singleWrites } from './singleWrites.ts';
import { spreadArguments } from './spreadArguments.ts';
import { startCost } from './startCost.ts';
import { startEnvironment } from './startEnvironment.ts';
import { startImport } from './startImport.ts';
import { startOperations } from './startOperations.ts';
import { storedFunction } from './storedFunction.ts';
import { streamWriteOrder } from './streamWriteOrder.ts';
import { uncheckedJson } from './uncheckedJson.ts';
import { undefinedProperty } from './undefinedProperty.ts';
import { upgradeCheck } from './upgradeCheck.ts';
import { upgradeRefused } from './upgradeRefused.ts';
import { webSocketAcceptHibernation } from './webSocketAcceptHibernation.ts';
import { webSocketAcceptMissing } from './webSocketAcceptMissing.ts';
import { webSocketAcceptOrder } from './webSocketAcceptOrder.ts';
import { webSocketClone } from './webSocketClone.ts';
import { webSocketCloseHandler } from './webSocketCloseHandler.ts';
import { webSocketDeaf } from './webSocketDeaf.ts';
import { webSocketEnds } from './webSocketEnds.ts';
import { webSocketHandlerUnused } from './webSocketHandlerUnused.ts';
import { webSocketProperty } from './webSocketProperty.ts';
import { webSocketScheme } from './webSocketScheme.ts';
import { webSocketStatus } from './webSocketStatus.ts';

/** Every rule, in the order of the alphabet. */
export const rules: readonly FixRule[] = [
  acceptTwice,
  attachmentMethod,
  attachmentSize,
  base64Url,
  bindingAbsent,
  bodyAfterResponse,
  bodyUsedTwice,
  bufferedBody,
  cachePutMethod,
  closeCode,
  closeListener,
  copiedFunction,
  copiedObject,
  copiedPromise,
  d1SingleStatements,
  d1Undefined,
  d1Value,
  endlessRedirect,
  eventRequestHeaders,
  floatingPromise,
  growingCollection,
  hangingPromise,
  hibernatedMemory,
  hibernatedRecords,
  hibernatedSockets,
  hibernationListeners,
  honoNullBody,
  honoRequestHeaders,
  honoResponseHeaders,
  illegalInvocation,
  immutableHeaders,
  ittyHandle,
  kvExpiration,
  kvSingleReads,
  kvValue,
  listenerCatch,
  lostConnection,
  missingResponse,
  missingReturn,
  nodeGlobalObject,
  nullBody,
  objectIdName,
  pbkdf2Iterations,
  r2StreamLength,
  redirectStatus,
  relativeUrl,
  repeatedBody,
  requestInitField,
  requestJson,
  requestLoop,
  responseStatus,
  returnedValue,
  rpcBaseClass,
  rpcMethod,
  rpcValue,
  sameZoneFetch,
  sendAfterClose,
  sharedIo,
  singleWrites,
  spreadArguments,
  startCost,
  startEnvironment,
  startImport,
  startOperations,
  storedFunction,
  streamWriteOrder,
  uncheckedJson,
  undefinedProperty,
  upgradeCheck,
  upgradeRefused,
  webSocketAcceptHibernation,
  webSocketAcceptMissing,
  webSocketAcceptOrder,
  webSocketClone,
  webSocketCloseHandler,
  webSocketDeaf,
  webSocketEnds,
  webSocketHandlerUnused,
  webSocketProperty,
  webSocketScheme,
  webSocketStatus,
];
