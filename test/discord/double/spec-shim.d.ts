/** The package has no types for this entry. Each export is a schema of zod/mini by its name. */
declare module "discord-api-spec/zod" {
  export function setStrictObject(strict: boolean): void;
}
