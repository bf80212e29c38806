/** Invites somebody to a room, and writes down who did it. */
export async function audit(
  request: Request,
  ctx: ExecutionContext,
  room: string,
): Promise<Response> {
  const { waitUntil } = ctx;
  const guest = new URL(request.url).searchParams.get('guest') ?? 'somebody';

  waitUntil(record(`invited ${guest} to ${room}`));

  return Response.json({ room, guest }, { status: 201 });
}

async function record(line: string): Promise<void> {
  await scheduler.wait(5);
  console.log('audit:', line);
}
