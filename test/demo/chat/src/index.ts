import { audit } from './audit';
import { avatar } from './avatar';
import { archiveMessages, type ArchivedMessage } from './archive';
import { liveStatus } from './liveStatus';
import { postMessage } from './messages';
import { limits } from './limits';
import { search } from './search';
import { sendDigest } from './digest';

export { Room } from './room';

export interface Env {
  ROOMS: DurableObjectNamespace;
  ARCHIVE: KVNamespace;
  MESSAGES: Queue<ArchivedMessage>;
}

export default {
  async fetch(request, env, ctx): Promise<Response> {
    const url = new URL(request.url);
    const [, area, room = 'lobby', action] = url.pathname.split('/');

    if (area === 'rooms' && action === 'connect') {
      return env.ROOMS.get(env.ROOMS.idFromName(room)).fetch(request);
    }
    if (area === 'rooms' && action === 'messages') return postMessage(request, env, room);
    if (area === 'rooms' && action === 'invite') return audit(request, ctx, room);
    if (area === 'rooms' && action === 'limits') return limits(env, room);
    if (area === 'avatars') return avatar(room);
    if (area === 'search') return search(url.searchParams.get('q') ?? '', env);
    if (area === 'status') return liveStatus(request);
    if (area === '') return new Response('Welcome to the chat.\n');
    return new Response('Not found\n', { status: 404 });
  },

  async scheduled(controller, env, ctx): Promise<void> {
    console.log('digest for', controller.cron);
    ctx.waitUntil(sendDigest(env));
  },

  async queue(batch, env): Promise<void> {
    await archiveMessages(batch, env);
  },
} satisfies ExportedHandler<Env, ArchivedMessage>;
