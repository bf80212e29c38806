/** The picture of somebody, from the picture service, which browsers may keep for an hour. */
export async function avatar(name: string): Promise<Response> {
  const response = await fetch(`https://pictures.example.com/${encodeURIComponent(name)}.svg`);

  response.headers.set('cache-control', 'public, max-age=3600');

  return response;
}
