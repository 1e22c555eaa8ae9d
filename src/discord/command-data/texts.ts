import { Locale, type LocalizationMap } from "discord.js";

/** The languages in which Discord shows commands, beside English. */
const LOCALES = { fr: Locale.French, de: Locale.German, ko: Locale.Korean, uk: Locale.Ukrainian };

type Language = keyof typeof LOCALES;
type Translations = Readonly<Record<Language, string>>;

/** A name with its translations. */
export function named(name: string, names: Translations) {
  return { name, name_localizations: localised(names) };
}

/** A description with its translations. */
export function described(description: string, descriptions: Translations) {
  return { description, description_localizations: localised(descriptions) };
}

function localised({ fr, de, ko, uk }: Translations): LocalizationMap {
  return { [LOCALES.fr]: fr, [LOCALES.de]: de, [LOCALES.ko]: ko, [LOCALES.uk]: uk };
}
