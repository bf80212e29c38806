/** A package that ships the source of Workers, as the registry has it. */
export interface WorkerPackage {
  readonly name: string;
  readonly version: string;
  /** As in package-lock.json. */
  readonly integrity: string;
}

export const packages: readonly WorkerPackage[] = [
  {
    name: '@astrojs/cloudflare',
    version: '14.3.3',
    integrity:
      'sha512-kYb1xf+BBa8oAIMSZPfXxZWVWSEDhA+AgBN6ClDDDZspIN1M2XsIC6/fozyuCApNuiyqa3eUQbai62WohqJUgQ==',
  },
  {
    name: '@atcute/xrpc-server-cloudflare',
    version: '2.0.1',
    integrity:
      'sha512-54uJ5L2fffcO7x65iyKyLpU3Ljh+ZrGThC1/alspt1G4Pxs8FqgVxzQnRq4SpUBKxtR9yThqhg88HFMvu1knyg==',
  },
  {
    name: '@cloudflare/actors',
    version: '0.0.1-beta.6',
    integrity:
      'sha512-8SuwZww14K5YHdF6HdkWCthWZCvuIKk7E0xARI/7vWYtd+OymA2Y3JBhPd+hnuA2R9sr57cZHKhKOcfNbf9xOQ==',
  },
  {
    name: '@cloudflare/ai-chat',
    version: '0.12.2',
    integrity:
      'sha512-LqS/jX+uOewhIdnOt9Yrd1t92xUvSuxBYcmbP11lvg2wYmpKm0p0mOFP0ieiRQj1bRFVkcPiHgDn+UXwga841Q==',
  },
  {
    name: '@cloudflare/codemode',
    version: '0.5.6',
    integrity:
      'sha512-86CoZvDrXWpcmieDoFqHvt1NWt3F75LnsxlUteIzftbU2GZCoLn3yB4n7Jd+7OcMfsA4lNxDBrNcOYcBuINv7A==',
  },
  {
    name: '@cloudflare/containers',
    version: '0.3.7',
    integrity:
      'sha512-DM9dm3FnIBSyiSJ1FLavKwl/lk3oAmTaynCzZQ9pZR0ncRPquSxkxd8Nu2MFILxmDDsPkxKsSNEh9mHHMty4Fw==',
  },
  {
    name: '@cloudflare/kv-asset-handler',
    version: '0.4.2',
    integrity:
      'sha512-SIOD2DxrRRwQ+jgzlXCqoEFiKOFqaPjhnNTGKXSRLvp1HiOvapLaFG2kEr9dYQTYe8rKrd9uvDUzmAITeNyaHQ==',
  },
  {
    name: '@cloudflare/next-on-pages',
    version: '1.13.16',
    integrity:
      'sha512-52h51WNcfmx3szTdTd+n/xgz4qNxFtjOGG0zwnUAhTg8cjPwSUYmZp0OPRNw2jYG9xHwRS2ttSPAS8tcGkQGsw==',
  },
  {
    name: '@cloudflare/sandbox',
    version: '0.12.10',
    integrity:
      'sha512-245s6xEdR1v0Jti0YYd8ORWcTG/f/ksjJfpubvnbky0KxFC/ZDOpbpNKdtyiRBYZqmJGtEncYW7Cwge47tDrpg==',
  },
  {
    name: '@cloudflare/vitest-pool-workers',
    version: '0.23.0',
    integrity:
      'sha512-4giZR3fuY9GcTx6Jb7gZX33SUOgeY7rQSm9qSdf9TPfI8i3fP+P1ZA8BM9rMOSoMtLpwo+Zw5zy3v2Ux7iAvNA==',
  },
  {
    name: '@cloudflare/workers-oauth-provider',
    version: '1.2.3',
    integrity:
      'sha512-40eGeA3DnTOEl2ijHYY5Z9yNIf0fdjgomoaA6GHPo4FyKQw0oXPuy4GVjTE/uNfS/MoFAvzsuVBRwTPKUki4hA==',
  },
  {
    name: '@cloudflare/workers-shared',
    version: '0.17.5',
    integrity:
      'sha512-e2tjozEy3/8JnPcddYFuMjW9As+aX0i7egciPE8b+mufS33QCtdFEzZKCK8utFzby0tx9TkxGFLJ+cmSrJ+tLw==',
  },
  {
    name: '@growthbook/edge-cloudflare',
    version: '0.1.15',
    integrity:
      'sha512-nwG+EEthTx7DrFjfl1WTtzfZBU6R2q2LOUEARMg8kU2v/+GY/ZSFqV7VIoJjID4mCBgQOG6JgEA5lWnCb652dg==',
  },
  {
    name: '@hattip/adapter-cloudflare-workers',
    version: '0.0.49',
    integrity:
      'sha512-FtCarhqmAgSW0b4LOCMzWGyN6B/z6zZhL4yJgZBETKMEnXywVNYYrnEbYEKIY/l6f7aWD1vTZ9jNcKS5RZeUww==',
  },
  {
    name: '@livestore/adapter-cloudflare',
    version: '0.4.0',
    integrity:
      'sha512-4hUelBMJWQYBY8uF6awUKLw2oHroGr+ZAZSkjLt7PqMVcM9fcWT+3QzAyaqCiz5GmSp6qWqtlPhWBbj0x2fVIg==',
  },
  {
    name: '@microlabs/otel-cf-workers',
    version: '0.9.1',
    integrity:
      'sha512-oKcCEmHnqwbG5n4qpVOLQvvvCnHf9OdiwvNn3t8ZZ5B/pRmob4w3B8N3l9IJtdpSEr2BBgod0eBEk7amzYa4Lw==',
  },
  {
    name: '@opennextjs/cloudflare',
    version: '1.20.13',
    integrity:
      'sha512-Rhcvsx/PlQzOslleCBttG+r2o16lOFazKbULxiN33CYexm8S1Fd00mn3tU2w76PIaqO9evzgVKInOpR/fTMc0Q==',
  },
  {
    name: '@outerbase/browsable-durable-object',
    version: '0.1.1',
    integrity:
      'sha512-x03lrAe0YkDGtKlbyZ3T+xmAwMInMpb01J4aRams1T4heEpWURWEU4EyxZ2BryFHA2G/gBbLnbnxqqYL7IghcA==',
  },
  {
    name: '@sentry/cloudflare',
    version: '11.0.0',
    integrity:
      'sha512-ons0hE2o2c4eKIon4OfWH5hMYdV3D9zG3xw2gkB5sbSkQa32XxUJzCP8XbnlthrdizW4COkmAOkozFpj7Rj0Ew==',
  },
  {
    name: '@sveltejs/adapter-cloudflare',
    version: '7.2.9',
    integrity:
      'sha512-LEfLRYKZIiNYBPYk9Cu4dFCCIX37NO96jESNRDv7yr3vvblKU4Yh05FPUMRSrOWFKtG6bJcGIvdG/M2DSf4D1w==',
  },
  {
    name: 'agents',
    version: '0.32.0',
    integrity:
      'sha512-5g6w/XwULJrnxuEKlG7EBn4js9DVfyuu+9OhiLgZpUjW89BLhWGWY20hp+3R6U/eeEPrZs6p3RGBfvuKtgI77g==',
  },
  {
    name: 'create-cloudflare',
    version: '2.67.4',
    integrity:
      'sha512-+4myty63y4BU6S8lQXcpwiIaaOoNUdgob/KLCfRjLdtBcRA1BPKCUKuhJ+HJ1YJLeldrk1U9cvKp3ZsoBXPvFw==',
  },
  {
    name: 'crossws',
    version: '0.4.17',
    integrity:
      'sha512-YG2kyfafNXKmu7e6k64yrj6whrw7m5sBIsOSXOlJ/72X3TQWRQuw8DhvXFDcBk8HF77PnTSygnm7xpYCTnFpow==',
  },
  {
    name: 'dofs',
    version: '0.1.0',
    integrity:
      'sha512-aF4SM2w1/DCjbZy3oTlRVbksp5TCPkSEETwslOQpdbnkMMyrOQ1Gk4C+LOgKAZRUdovS3qyLUVoKUtdrp+GldQ==',
  },
  {
    name: 'dog',
    version: '1.1.3',
    integrity:
      'sha512-uLrEYE6MlMHLKEd/F5fUtLKWTLcxvHQlWrabU/EshghVE0AX5qKFn4pPZyq9HxdN9BYsp8mr7bQAHhqyS4Zlig==',
  },
  {
    name: 'durable-utils',
    version: '0.3.5',
    integrity:
      'sha512-R0XI76HP0KJh3xQ0ZkeWq1MsuQnd30t/CKhUm2aab2KBOhiCZrFYuc+FIg46UqXimDr3rRdt1Zd6Z1uiAyAIFQ==',
  },
  {
    name: 'flareutils',
    version: '0.6.5',
    integrity:
      'sha512-dDLHbQRIZ2J0NCZ87bu3Im+oa6PoShTDyt0QwHz/xKzV4wWLaILVO9P2ggrXqi7YdN3fHk1u6y9weybP8uoR7g==',
  },
  {
    name: 'graphql-workers-subscriptions',
    version: '0.1.6',
    integrity:
      'sha512-n0jHXFYdnWfPATmlzlNYD3aISDzLmOzHfOaCDYTdt7pf3No9qy1Vcsa9BpeOnJdIhKU+qpfhDNfJcgpDwGlvmg==',
  },
  {
    name: 'hono',
    version: '4.13.19',
    integrity:
      'sha512-KmXvQAXwcAHV+muzbIwoJ23niEB5nMoDVr9WcRkU8mvjUECm/1+7v4Jgp7P7a+H6MLFrh+vXrGonGrGS+RQfkA==',
  },
  {
    name: 'hono-party',
    version: '2.1.0',
    integrity:
      'sha512-kMeOhQRm8kSRD7shVP4Rru4rZgfzGuB2g0sOWBM4Un6J/0Yd6LqWto9PjnbBl9Zg0g+TVFsgxnJqZ7D72oA/0A==',
  },
  {
    name: 'itty-durable',
    version: '2.4.1',
    integrity:
      'sha512-y3Qb1z/ZMUjmnwrF0pYm61gjEkh6L6DqHtuGVEs0tM6+yc8NOug4eGaFT+ioL1XMG+WIr6dd97799zgr4rcIzg==',
  },
  {
    name: 'nitropack',
    version: '2.13.6',
    integrity:
      'sha512-RY2hH/sy7LfzaadY7Hs+naGNyDoZTGTpuhQjIt1r+TYPk1rr/TW5w3s+nZZnHanm86wv4FwTrYnvqKgk+BmBOA==',
  },
  {
    name: 'partyserver',
    version: '0.5.10',
    integrity:
      'sha512-t2B3mhTL1IOxCsj8rZgn4TxTuub7oLhypjc1/fGPNsbgnn9OsHms6uR3QEd5bFJ/7xrFo771j3DdUlll8cxgBg==',
  },
  {
    name: 'partytracks',
    version: '0.0.54',
    integrity:
      'sha512-KERbusDv3Rd9zFfUoUVTatolyJJnmNNhpBZ5aynn3HPhfzRBrpuy8R+fjEDu9MWM/cBil2CiHqXRCZZn2bN+eQ==',
  },
  {
    name: 'pg-cloudflare',
    version: '1.4.1',
    integrity:
      'sha512-6PQbsFWZcp9EmJEwy5cGQ2La+AMWpP46lgbb8X+U/XsHIUweYDNCpeuKck5RxL2MdVFi7krbbEi5nX4Zh7JhrQ==',
  },
  {
    name: 'render2',
    version: '1.4.1',
    integrity:
      'sha512-GazXE9HphLU/wPOPuqQLwDaVEzgqZ5DJqMBDn78JTdzU0Kefsn/J6NLU7WuRgGT8dSV25Zupb21KktZo4atL2w==',
  },
  {
    name: 'rwsdk',
    version: '1.7.3',
    integrity:
      'sha512-yJXlBgzUzxJ7Zo1EMqu8PsNThfVcHSVX4bYPEgH68MYxk5WMQCk7TUsV84WQF8ChJ+owSscy2rFaVuK7ACI5EQ==',
  },
  {
    name: 'sunder',
    version: '0.10.1',
    integrity:
      'sha512-O1UnRExADDIH6LwV4SQkrJVV24djF02Lib5w2AnEZOBa4nvvLgiLwSMzfDkU4sLmrhEaW61VMyaRNA2tVAfBZA==',
  },
  {
    name: 'toucan-js',
    version: '4.1.1',
    integrity:
      'sha512-GTPwEaCRN8IbYe5/VeGiwxYvMO0dKaC16fTeLbF+QGswjkLZ9JUqAfDhLMyH2SWukYhmetH+uxWa1Bhluv/evQ==',
  },
  {
    name: 'waku',
    version: '0.27.5',
    integrity:
      'sha512-zuahKj9LnYwtqEMND1hes5X5S1iefZUGXgBj82nQMK24r4GHqT+Zygjhk4g+DSblYR2FfTgejVD01694FcB0lg==',
  },
  {
    name: 'workers-mcp',
    version: '0.0.13',
    integrity:
      'sha512-JoFASGioyaVAI1Rn+a4PJcV66cWthL7wnwZZYl1u3pwUz014Ym76sBPvGLuODWXjOkE7D3z+6CM4nH8pW4tlcA==',
  },
  {
    name: 'workers-qb',
    version: '1.14.0',
    integrity:
      'sha512-eM4nzdKKeK0rVWegJEkqQSkuKJwrKhLSwjOrU9tsmfFEiT6h2yHkArvhJIke3zxG1ptg9uNiXVrJsnRDD+J/NA==',
  },
  {
    name: 'workers-tagged-logger',
    version: '1.0.0',
    integrity:
      'sha512-tp5PAs48hSpF2GIbH0S186MBXuMe8u9uuHZR0Jmw/I8+NIiQblor5EpYJ5lOaE8u9s84mVme6Iv+ueC1C/beog==',
  },
  {
    name: 'worktop',
    version: '0.7.3',
    integrity:
      'sha512-WBHP1hk8pLP7ahAw13fugDWcO0SUAOiCD6DHT/bfLWoCIA/PL9u7GKdudT2nGZ8EGR1APbGCAI6ZzKG1+X+PnQ==',
  },
  {
    name: 'y-partyserver',
    version: '2.2.0',
    integrity:
      'sha512-AIsTEZ3jPicBe3VHO5c/VdSGSaFr0J9cAGj6+sgRL/RnXLTNSkP3oQXyXf1y8hQNeXv/j9zYDT5NnRv2k1eMGA==',
  },
];
