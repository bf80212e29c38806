import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';

/**
 * The server's end of one WebSocket. Hand-written, because wrangler's first frame is unmasked and later
 * ones are masked (measured); libraries take one or the other. Text out, control frames both ways.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
export class WebSocketConnection {
  readonly #socket: Duplex;
  #received: Buffer = Buffer.alloc(0);
  /** Pings are not answered while this is set. */
  frozen = false;
  onText: (text: string) => void = () => undefined;
  onClose: () => void = () => undefined;

  /** @param key the request's `sec-websocket-key`. */
  constructor(socket: Duplex, key: string, protocol: string) {
    this.#socket = socket;
    const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
    socket.write(
      [
        'HTTP/1.1 101 Switching Protocols',
        'Upgrade: websocket',
        'Connection: Upgrade',
        `Sec-WebSocket-Accept: ${accept}`,
        `Sec-WebSocket-Protocol: ${protocol}`,
        '\r\n',
      ].join('\r\n'),
    );
    socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      while (this.#readFrame());
    });
    // HTTP servers leave the other half of a connection open.
    socket.on('end', () => socket.destroy());
    socket.on('close', () => this.onClose());
    socket.on('error', () => socket.destroy());
  }

  send(text: string): void {
    this.#write(TEXT, Buffer.from(text));
  }

  /** Sends a close frame, and ends the connection. */
  close(code: number): void {
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    this.#write(CLOSE, payload);
    this.#socket.end();
  }

  /** The connection is gone without a word. */
  drop(): void {
    this.#socket.destroy();
  }

  /** @returns whether a whole frame was there. */
  #readFrame(): boolean {
    const bytes = this.#received;
    if (bytes.length < 2) return false;
    const opcode = (bytes[0] ?? 0) & 0x0f;
    const masked = ((bytes[1] ?? 0) & 0x80) !== 0;
    let length = (bytes[1] ?? 0) & 0x7f;
    let at = 2;
    if (length === 126) {
      if (bytes.length < 4) return false;
      length = bytes.readUInt16BE(2);
      at = 4;
    } else if (length === 127) {
      if (bytes.length < 10) return false;
      length = Number(bytes.readBigUInt64BE(2));
      at = 10;
    }
    const mask = masked ? bytes.subarray(at, at + 4) : undefined;
    if (masked) at += 4;
    if (bytes.length < at + length) return false;
    const payload = Buffer.from(bytes.subarray(at, at + length));
    if (mask !== undefined) {
      payload.forEach((byte, index) => (payload[index] = byte ^ (mask[index % 4] ?? 0)));
    }
    this.#received = bytes.subarray(at + length);
    if (opcode === TEXT) this.onText(payload.toString());
    else if (opcode === PING && !this.frozen) this.#write(PONG, payload);
    else if (opcode === CLOSE) this.#socket.end();
    return true;
  }

  #write(opcode: number, payload: Buffer): void {
    if (this.#socket.destroyed) return;
    const { length } = payload;
    const header =
      length < 126
        ? Buffer.from([0x80 | opcode, length])
        : length < 65536
          ? Buffer.from([0x80 | opcode, 126, length >> 8, length & 0xff])
          : Buffer.alloc(10);
    if (length >= 65536) {
      header[0] = 0x80 | opcode;
      header[1] = 127;
      header.writeBigUInt64BE(BigInt(length), 2);
    }
    this.#socket.write(Buffer.concat([header, payload]));
  }
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
