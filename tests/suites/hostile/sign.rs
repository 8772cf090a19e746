//! Signatures: forged, cut, padded, of another time, of another token.

use libtest_mimic::Trial;
use tim_callback::auth::AuthError;
use tim_callback::query::{QueryError, QueryParam};
use tim_callback::{Token, UnixSeconds, sign};

use crate::case::{admission, case, escaped, let_in, same};
use crate::refusal::{Refusal, refused};
use crate::support::{SIGN_XXXXYYYY, SIGN_XXXYYY, TIME};

const TIME_TEXT: &str = "1669872112";

/// A query of ours with this `Sign` and `RequestTime`, as they stand in a URL.
pub fn signed(sign: &str, time: &str) -> String {
    format!("SdkAppid=1400000000&CallbackCommand=x&Sign={sign}&RequestTime={time}")
}

fn made_by(token: &str, time: u64) -> String {
    sign(&Token::new(token).expect("not empty"), UnixSeconds::new(time))
}

pub fn cases(trials: &mut Vec<Trial>) {
    genuine(trials);
    forged(trials);
    malformed(trials);
    times(trials);
    apps(trials);
}

fn genuine(trials: &mut Vec<Trial>) {
    let alternating: String = SIGN_XXXXYYYY
        .char_indices()
        .map(|(at, c)| if at % 2 == 0 { c.to_ascii_uppercase() } else { c })
        .collect();
    let encoded = escaped(SIGN_XXXXYYYY);
    for (name, sign) in [
        ("lower_case", SIGN_XXXXYYYY.to_owned()),
        ("upper_case", SIGN_XXXXYYYY.to_uppercase()),
        ("alternating_case", alternating),
        ("percent_encoded", encoded),
    ] {
        let_in(trials, format!("sign::genuine::{name}"), signed(&sign, TIME_TEXT));
    }
}

fn forged(trials: &mut Vec<Trial>) {
    let mut forge = |name: &str, sign: &str| {
        let query = signed(sign, TIME_TEXT);
        refused(trials, format!("sign::forged::{name}"), query, AuthError::WrongSign, 401);
    };
    for at in 0..64 {
        let mut digits = SIGN_XXXXYYYY.as_bytes().to_vec();
        digits[at] = if digits[at] == b'f' { b'e' } else { b'f' };
        forge(&format!("digit_{at}"), &String::from_utf8(digits).expect("hex"));
    }
    let reversed: String = SIGN_XXXXYYYY.chars().rev().collect();
    let rotated = format!("{}{}", &SIGN_XXXXYYYY[2..], &SIGN_XXXXYYYY[..2]);
    for (name, sign) in [
        ("zeros", "0".repeat(64)),
        ("ones", "f".repeat(64)),
        ("reversed", reversed),
        ("rotated", rotated),
        ("of_another_token", SIGN_XXXYYY.to_owned()),
        // No token of this crate has a blank behind it: SHA-256 of "xxxxyyyy 1669872112".
        (
            "of_a_token_with_a_blank_behind",
            "95f7c069118c59cd72a6a7eb0017f98353fbfa645c70b128b937c8067aa6c381".into(),
        ),
        ("of_a_token_in_upper_case", made_by("XXXXYYYY", TIME.get())),
        ("of_the_next_second", made_by("xxxxyyyy", TIME.get() + 1)),
        ("of_the_time_alone", made_by("1", 669872112)),
        ("of_nothing", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".into()),
    ] {
        forge(name, &sign);
    }
}

fn malformed(trials: &mut Vec<Trial>) {
    let mut bad = |name: String, sign: &str| {
        let query = signed(sign, TIME_TEXT);
        refused(trials, format!("sign::{name}"), query, AuthError::MalformedSign, 401);
    };
    for length in 1..64 {
        bad(format!("cut::to_{length}"), &SIGN_XXXXYYYY[..length]);
    }
    for (name, more) in [
        ("one_digit", "0".to_owned()),
        ("two_digits", "00".to_owned()),
        ("itself", SIGN_XXXXYYYY.to_owned()),
        ("a_line_end", "%0A".to_owned()),
        ("nul", "%00".to_owned()),
        ("a_plus", "+".to_owned()),
        ("thirty_thousand_digits", "0".repeat(30_000)),
    ] {
        bad(format!("long::by_{name}"), &format!("{SIGN_XXXXYYYY}{more}"));
    }
    // Every ASCII character that is no hexadecimal digit, in place of one.
    for byte in (0u8..0x80).filter(|byte| !byte.is_ascii_hexdigit()) {
        for at in [0, 31, 63] {
            let sign = format!("{}%{byte:02X}{}", &SIGN_XXXXYYYY[..at], &SIGN_XXXXYYYY[at + 1..]);
            bad(format!("not_hex::{byte:#04x}_at_{at}"), &sign);
        }
    }
    let pairs: Vec<_> = SIGN_XXXXYYYY.as_bytes().chunks(2).map(String::from_utf8_lossy).collect();
    let colons = pairs.join(":");
    for (name, sign) in [
        ("hex_prefix", format!("0x{}", &SIGN_XXXXYYYY[2..])),
        ("in_quotes", format!("\"{SIGN_XXXXYYYY}\"")),
        ("in_front_a_blank", format!(" {SIGN_XXXXYYYY}")),
        ("colons", colons),
        ("full_width_digits", "\u{ff11}".repeat(64)),
        ("full_width_digits_of_64_bytes", format!("{}0", "\u{ff11}".repeat(21))),
        ("a_letter_of_two_bytes", format!("\u{e9}{}", &SIGN_XXXXYYYY[2..])),
        ("md5_long", "0".repeat(32)),
        ("sha1_long", "0".repeat(40)),
        ("sha512_long", "0".repeat(128)),
        ("base64", "F3c7yaZx17mqg1RYcE0qbbgTYKWUApK1h9bXYNSEBhE=".to_owned()),
        ("null", "null".to_owned()),
        ("wildcard", "*".to_owned()),
    ] {
        bad(format!("not_hex::{name}"), &sign);
    }
}

fn times(trials: &mut Vec<Trial>) {
    // The time decides before the signature does: a stale one is stale though it is genuine.
    let mut at = |name: &str, time: u64, error: Refusal| {
        let query = signed(&made_by("xxxxyyyy", time), &time.to_string());
        refused(trials, format!("sign::time::{name}"), query, error, 401);
    };
    let (now, window) = (TIME.get(), 60);
    at("a_second_too_old", now - 61, Refusal::Stale { age: 61, window });
    at("a_second_too_far_ahead", now + 61, Refusal::Future { ahead: 61, window });
    at("the_epoch", 0, Refusal::Stale { age: now, window });
    at("the_end_of_time", u64::MAX, Refusal::Future { ahead: u64::MAX - now, window });
    at("milliseconds", now * 1000, Refusal::Future { ahead: now * 999, window });
    // The same bytes are signed when the token's end moves into the time.
    let query = signed(&made_by("xxxxyyyy1", 669872112), "669872112");
    let error = Refusal::Stale { age: 1000000000, window };
    refused(trials, "sign::time::first_digit_moved_to_the_token", query, error, 401);
    for (name, distance, ahead) in [("old", 60, false), ("ahead", 60, true), ("now", 0, true)] {
        let time = if ahead { now + distance } else { now - distance };
        let query = signed(&made_by("xxxxyyyy", time), &time.to_string());
        let_in(trials, format!("sign::time::at_the_edge_{name}"), query);
    }

    for (name, time) in [
        ("overflow", "18446744073709551616"),
        ("many_digits", "99999999999999999999999999999999999999999"),
        ("negative", "-1669872112"),
        ("plus", "%2B1669872112"),
        ("blank_for_a_plus", "+1669872112"),
        ("blank_behind", "1669872112%20"),
        ("fraction", "1669872112.0"),
        ("exponent", "1669872112e0"),
        ("hex", "0x63883ab0"),
        ("nul_behind", "1669872112%00"),
        ("full_width", "%EF%BC%911669872112"),
        ("arabic_digits", "\u{661}\u{666}\u{666}"),
        ("words", "now"),
        ("date", "2022-12-01T05:21:52Z"),
        ("fragment", "1669872112%23x"),
        ("list", "1669872112,1669872112"),
    ] {
        let query = signed(SIGN_XXXXYYYY, time);
        let not_a_time = QueryError::NotANumber(QueryParam::RequestTime);
        refused(trials, format!("sign::time::no_number::{name}"), query, not_a_time, 400);
    }
    // A token that ends in 0 has signed the second one, and ours would have made the same.
    for (name, sign) in
        [("", SIGN_XXXXYYYY.to_owned()), ("_signed", made_by("xxxxyyyy0", TIME.get()))]
    {
        let query = signed(&sign, "01669872112");
        let not_a_time = QueryError::NotANumber(QueryParam::RequestTime);
        refused(trials, format!("sign::time::leading_zero{name}"), query, not_a_time, 400);
    }
    for (name, query, error) in [
        ("no_sign", format!("RequestTime={TIME_TEXT}"), AuthError::MissingSign),
        ("empty_sign", format!("Sign=&RequestTime={TIME_TEXT}"), AuthError::MissingSign),
        ("bare_sign", format!("Sign&RequestTime={TIME_TEXT}"), AuthError::MissingSign),
        ("neither", "a=b".to_owned(), AuthError::MissingSign),
        ("no_time", format!("Sign={SIGN_XXXXYYYY}"), AuthError::MissingRequestTime),
        ("empty_time", format!("Sign={SIGN_XXXXYYYY}&RequestTime="), AuthError::MissingRequestTime),
        ("malformed_and_no_time", "Sign=x".to_owned(), AuthError::MissingRequestTime),
    ] {
        let query = format!("SdkAppid=1400000000&CallbackCommand=x&{query}");
        refused(trials, format!("sign::missing::{name}"), query, error, 401);
    }
    // Far clocks on our own side.
    for (name, clock, error) in [
        ("at_the_epoch", 0, Refusal::Future { ahead: now, window }),
        ("at_the_end", u64::MAX, Refusal::Stale { age: u64::MAX - now, window }),
    ] {
        trials.push(case(format!("sign::clock::{name}"), move || {
            let got = admission(&signed(SIGN_XXXXYYYY, TIME_TEXT), UnixSeconds::new(clock));
            same(name, &got.map_err(Refusal::from), &Err(error))
        }));
    }
}

fn apps(trials: &mut Vec<Trial>) {
    for app in [0, 1, 1399999999, 1400000001, u64::MAX] {
        let query = signed(SIGN_XXXXYYYY, TIME_TEXT).replace("1400000000", &app.to_string());
        let error = AuthError::WrongApp(app.into());
        refused(trials, format!("sign::app::{app}"), query, error, 403);
    }
    let query = signed("garbage", "0").replace("1400000000", "7");
    refused(trials, "sign::app::wrong_before_all_else", query, AuthError::WrongApp(7.into()), 403);
}
