import { isSupportedCountry, parsePhoneNumberWithError, ParseError, type CountryCode } from 'libphonenumber-js/mobile';
import { maskMobile } from '../../../core/campaigns/couponCode.ts';

/** Where numbers without a country are. */
const HOME: CountryCode = 'KR';

export interface Mobile {
  readonly e164: string;
  readonly callingCode: string;
}

/** A mobile number as somebody typed it; `country`: its ISO code, for numbers without `+`. Null: it is none. */
export const readMobile = (typed: string, country: string = HOME): Mobile | null => {
  try {
    const number = parsePhoneNumberWithError(typed, isSupportedCountry(country) ? country : HOME);
    return number.isValid() && number.ext === undefined
      ? { e164: number.number, callingCode: number.countryCallingCode }
      : null;
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
};

/** The only form in which a number is shown. */
export const masked = ({ mobile, callingCode }: { mobile: string; callingCode: string }): string =>
  maskMobile(mobile, callingCode);
