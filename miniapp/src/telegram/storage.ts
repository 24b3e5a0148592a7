// Telegram's two storages. Lives here: CloudStorage (on Telegram's servers) and SecureStorage (on the
// device). Must not: decide what is worth keeping there.
import { ask, requestId } from './ask.ts';

/** Why a storage did not do it. `unsupported` is a client's nature, `silent` a client that failed. */
export type StorageFailure = 'unsupported' | 'silent' | 'failed';

export type StorageResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: StorageFailure };

/** Names and values. Reading what was never written gives the empty string. */
export interface RemoteStorage {
  read(key: string): Promise<StorageResult<string>>;
  write(key: string, value: string): Promise<StorageResult<void>>;
  remove(key: string): Promise<StorageResult<void>>;
}

type CloudCall =
  | { method: 'getStorageValues'; params: { keys: string[] } }
  | { method: 'saveStorageValue'; params: { key: string; value: string } }
  | { method: 'deleteStorageValues'; params: { keys: string[] } };

async function cloudCall(call: CloudCall): Promise<StorageResult<unknown>> {
  const id = requestId();
  const answer = await ask({
    method: 'web_app_invoke_custom_method',
    params: { req_id: id, ...call },
    answers: ['custom_method_invoked'],
    match: (_event, payload) => payload.req_id === id,
  });
  if (answer === null) return { ok: false, why: 'silent' };
  const { result, error } = answer.payload;
  if (error !== undefined && error !== null) {
    return { ok: false, why: /UNSUPPORTED/i.test(error) ? 'unsupported' : 'failed' };
  }
  return { ok: true, value: result };
}

/** CloudStorage: whoever gets into the person's Telegram account can read it. */
export const cloudStorage: RemoteStorage = {
  async read(key) {
    const answer = await cloudCall({ method: 'getStorageValues', params: { keys: [key] } });
    if (!answer.ok) return answer;
    const values = answer.value;
    const value =
      typeof values === 'object' && values !== null
        ? (values as Record<string, unknown>)[key]
        : undefined;
    return { ok: true, value: typeof value === 'string' ? value : '' };
  },
  async write(key, value) {
    const answer = await cloudCall({ method: 'saveStorageValue', params: { key, value } });
    return answer.ok ? { ok: true, value: undefined } : answer;
  },
  async remove(key) {
    const answer = await cloudCall({ method: 'deleteStorageValues', params: { keys: [key] } });
    return answer.ok ? { ok: true, value: undefined } : answer;
  },
};

type SecureMethod = 'web_app_secure_storage_get_key' | 'web_app_secure_storage_save_key';
type SecureAnswer = 'secure_storage_key_received' | 'secure_storage_key_saved';

async function secureCall(
  method: SecureMethod,
  params: { key: string; value?: string | null },
): Promise<StorageResult<string>> {
  const id = requestId();
  const done: SecureAnswer =
    method === 'web_app_secure_storage_get_key'
      ? 'secure_storage_key_received'
      : 'secure_storage_key_saved';
  const answer = await ask({
    method,
    params: { req_id: id, ...params } as { req_id: string; key: string; value: string | null },
    answers: [done, 'secure_storage_failed'],
    match: (_event, payload) => (payload as { req_id?: string }).req_id === id,
  });
  if (answer === null) return { ok: false, why: 'silent' };
  if (answer.event === 'secure_storage_failed') {
    const error = (answer.payload as { error?: string }).error ?? '';
    return { ok: false, why: error === 'UNSUPPORTED' ? 'unsupported' : 'failed' };
  }
  const { value } = answer.payload as { value?: string | null };
  return { ok: true, value: value ?? '' };
}

/** SecureStorage: the phone's own key store. Telegram's desktop and web clients have none. */
export const secureStorage: RemoteStorage = {
  read: (key) => secureCall('web_app_secure_storage_get_key', { key }),
  async write(key, value) {
    const answer = await secureCall('web_app_secure_storage_save_key', { key, value });
    return answer.ok ? { ok: true, value: undefined } : answer;
  },
  async remove(key) {
    const answer = await secureCall('web_app_secure_storage_save_key', { key, value: null });
    return answer.ok ? { ok: true, value: undefined } : answer;
  },
};
