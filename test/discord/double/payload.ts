import { z } from "zod";

/** Component types, by Discord's names. */
export const COMPONENT = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
} as const;

export const FLAG = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

const text = z.string().nullish();

const media = z.looseObject({ url: z.string() }).nullish();

const option = z.looseObject({
  label: z.string(),
  value: z.string(),
  description: text,
  default: z.boolean().nullish(),
});

/** Any component: one shape with everything that the rules and the display read. */
export interface Component {
  readonly type: number;
  readonly id?: number | null | undefined;
  readonly custom_id?: string | null | undefined;
  readonly label?: string | null | undefined;
  readonly style?: number | null | undefined;
  readonly url?: string | null | undefined;
  readonly sku_id?: string | null | undefined;
  readonly emoji?: { readonly id?: unknown; readonly name?: unknown } | null | undefined;
  readonly disabled?: boolean | null | undefined;
  readonly content?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly placeholder?: string | null | undefined;
  readonly value?: string | null | undefined;
  readonly required?: boolean | null | undefined;
  readonly min_length?: number | null | undefined;
  readonly max_length?: number | null | undefined;
  readonly min_values?: number | null | undefined;
  readonly max_values?: number | null | undefined;
  readonly options?: readonly z.infer<typeof option>[] | null | undefined;
  readonly media?: z.infer<typeof media>;
  readonly file?: z.infer<typeof media>;
  readonly items?: readonly { readonly media?: z.infer<typeof media> }[] | null | undefined;
  readonly components?: readonly Component[] | null | undefined;
  readonly component?: Component | null | undefined;
  readonly accessory?: Component | null | undefined;
}

const component: z.ZodType<Component> = z.lazy(() =>
  z.looseObject({
    type: z.number(),
    id: z.number().nullish(),
    custom_id: text,
    label: text,
    style: z.number().nullish(),
    url: text,
    sku_id: text,
    emoji: z.looseObject({ id: z.unknown().optional(), name: z.unknown().optional() }).nullish(),
    disabled: z.boolean().nullish(),
    content: text,
    description: text,
    placeholder: text,
    value: text,
    required: z.boolean().nullish(),
    min_length: z.number().nullish(),
    max_length: z.number().nullish(),
    min_values: z.number().nullish(),
    max_values: z.number().nullish(),
    options: z.array(option).nullish(),
    media,
    file: media,
    items: z.array(z.looseObject({ media })).nullish(),
    components: z.array(component).nullish(),
    component: component.nullish(),
    accessory: component.nullish(),
  }),
);

const embed = z.looseObject({
  title: text,
  description: text,
  url: text,
  timestamp: text,
  author: z.looseObject({ name: z.string(), url: text }).nullish(),
  footer: z.looseObject({ text: z.string() }).nullish(),
  fields: z
    .array(z.looseObject({ name: z.string(), value: z.string(), inline: z.boolean().nullish() }))
    .nullish(),
  image: media,
  thumbnail: media,
});

export type Embed = z.infer<typeof embed>;

/** A message as a request gives it. What is absent stays as it was, null takes it away. */
export const messagePayload = z.object({
  content: text,
  embeds: z.array(embed).nullish(),
  components: z.array(component).nullish(),
  flags: z.number().nullish(),
  allowed_mentions: z
    .object({
      parse: z.array(z.string()).nullish(),
      users: z.array(z.string()).nullish(),
      roles: z.array(z.string()).nullish(),
      replied_user: z.boolean().nullish(),
    })
    .nullish(),
  attachments: z
    .array(z.looseObject({ id: z.union([z.string(), z.number()]), filename: text }))
    .nullish(),
  message_reference: z
    .looseObject({
      message_id: z.string(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
  poll: z.unknown().optional(),
  sticker_ids: z.array(z.unknown()).nullish(),
});

export type MessagePayload = z.infer<typeof messagePayload>;

export const modalPayload = z.object({
  custom_id: z.string(),
  title: z.string(),
  components: z.array(component),
});

export type Modal = z.infer<typeof modalPayload>;

/** What can be seen of a message: the fields that an edit replaces. */
export interface Look {
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly Component[];
  readonly flags: number;
  readonly attachments: readonly {
    readonly id: string | number;
    readonly filename?: string | null | undefined;
  }[];
}

/** Every component, the nested ones after their parent. */
export function allComponents(components: readonly Component[]): Component[] {
  return components.flatMap((one) => [
    one,
    ...allComponents(one.components ?? []),
    ...allComponents([one.accessory, one.component].filter((inner) => inner != null)),
  ]);
}
