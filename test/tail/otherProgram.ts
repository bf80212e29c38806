/** Any program that is no wrangler. */
setInterval(() => undefined, 1000);
process.send?.('up');
