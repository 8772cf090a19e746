//! The second stage: who is let in, and who is told what.

use std::time::Duration;

use crate::support::{APP, SIGN_XXXXYYYY, SIGN_XXXYYY, TIME};
use tim_callback::auth::{AuthError, NoTokenError, ReplayKey, TokenError};
use tim_callback::query::{CallbackQuery, IncomingError, QueryError, QueryParam};
use tim_callback::{Error, Incoming, SdkAppId, Token, UnixSeconds, Verifier, sign};

fn token(text: &str) -> Token {
    Token::new(text).unwrap()
}

fn verifier() -> Verifier {
    Verifier::new(APP, token("xxxxyyyy"))
}

fn signed_by(app: SdkAppId, sign: &str, time: &str) -> Incoming<'static> {
    let query = CallbackQuery::new(app, "State.StateChange")
        .with(QueryParam::Sign, sign)
        .with(QueryParam::RequestTime, time);
    Incoming::new(&query.to_query_string(), b"{}".as_slice()).unwrap()
}

fn signed() -> Incoming<'static> {
    signed_by(APP, SIGN_XXXXYYYY, "1669872112")
}

fn unsigned(app: SdkAppId) -> Incoming<'static> {
    let query = CallbackQuery::new(app, "State.StateChange");
    Incoming::new(&query.to_query_string(), b"{}".as_slice()).unwrap()
}

fn refusal(verifier: &Verifier, incoming: Incoming<'_>) -> Option<AuthError> {
    verifier.verify_at(incoming, TIME).err()
}

/// How old it is and how old it may be, in seconds, if that is why it is refused.
fn stale(refusal: Option<&AuthError>) -> Option<(u64, u64)> {
    let Some(AuthError::Stale { age, window, .. }) = refusal else { return None };
    Some((*age, *window))
}

/// How far ahead it is and how far it may be, in seconds, if that is why it is refused.
fn ahead(refusal: Option<&AuthError>) -> Option<(u64, u64)> {
    let Some(AuthError::Future { ahead, window, .. }) = refusal else { return None };
    Some((*ahead, *window))
}

#[test]
fn sign_gives_the_published_digests() {
    assert_eq!(sign(&token("xxxxyyyy"), TIME), SIGN_XXXXYYYY);
    assert_eq!(sign(&token("xxxyyy"), TIME), SIGN_XXXYYY);
}

#[test]
fn what_sign_made_is_let_in_with_query_and_body_untouched() {
    let verified = verifier().verify_at(signed(), TIME).unwrap();
    assert_eq!(verified.query().sdk_app_id(), APP);
    assert_eq!(verified.query().command_name(), "State.StateChange");
    assert_eq!(verified.raw_body(), b"{}");
}

#[test]
fn another_tokens_signature_is_refused() {
    let other = signed_by(APP, SIGN_XXXYYY, "1669872112");
    assert_eq!(refusal(&verifier(), other), Some(AuthError::WrongSign));
}

#[test]
fn another_times_signature_is_refused() {
    let other = signed_by(APP, SIGN_XXXXYYYY, "1669872113");
    assert_eq!(refusal(&verifier(), other), Some(AuthError::WrongSign));
}

/// Token and text of the time are hashed with nothing between them. With `xyz0` and `xyz` as tokens
/// of two apps, a signature of one app at a time is one of the other at that time with a zero in
/// front.
#[test]
fn a_time_with_a_leading_zero_is_refused_even_if_a_token_signs_it() {
    let other = SdkAppId::new(1400000001);
    let verifier = Verifier::new(APP, token("xyz0")).with_token(other, token("xyz"));
    let of_app = sign(&token("xyz0"), TIME);
    assert_eq!(refusal(&verifier, signed_by(APP, &of_app, "1669872112")), None);
    let error = refusal(&verifier, signed_by(other, &of_app, "1669872112"));
    assert_eq!(error, Some(AuthError::WrongSign));
    for (app, time) in [(other, "01669872112"), (APP, "01669872112"), (other, "001669872112")] {
        let query = CallbackQuery::new(app, "State.StateChange")
            .with(QueryParam::Sign, &of_app)
            .with(QueryParam::RequestTime, time);
        let error = Incoming::new(&query.to_query_string(), b"{}".as_slice()).unwrap_err();
        let not_a_number = QueryError::NotANumber(QueryParam::RequestTime);
        assert_eq!(error, IncomingError::Query(not_a_number), "{app} at {time}");
    }
    // A digit other than zero moves the time out of any window.
    let verifier = Verifier::new(APP, token("xyz1")).with_token(other, token("xyz"));
    let of_app = sign(&token("xyz1"), TIME);
    assert_eq!(refusal(&verifier, signed_by(APP, &of_app, "1669872112")), None);
    let error = refusal(&verifier, signed_by(other, &of_app, "11669872112"));
    assert!(matches!(error, Some(AuthError::Future { ahead: 10_000_000_000, .. })), "{error:?}");
}

#[test]
fn every_hex_digit_of_a_signature_counts() {
    for at in 0..SIGN_XXXXYYYY.len() {
        let mut digits = SIGN_XXXXYYYY.as_bytes().to_vec();
        digits[at] = if digits[at] == b'0' { b'1' } else { b'0' };
        let changed = String::from_utf8(digits).unwrap();
        let error = refusal(&verifier(), signed_by(APP, &changed, "1669872112"));
        assert_eq!(error, Some(AuthError::WrongSign), "digit {at}");
    }
}

#[test]
fn a_signature_may_be_in_either_case() {
    let upper = signed_by(APP, &SIGN_XXXXYYYY.to_uppercase(), "1669872112");
    assert_eq!(refusal(&verifier(), upper), None);
}

#[test]
fn a_signature_that_is_no_digest_is_malformed() {
    let long = format!("{SIGN_XXXXYYYY}00");
    let odd = format!("{SIGN_XXXXYYYY}0");
    let not_hex = format!("g{}", &SIGN_XXXXYYYY[1..]);
    let multibyte = format!("é{}", &SIGN_XXXXYYYY[2..]);
    for bad in ["0", &SIGN_XXXXYYYY[1..], &SIGN_XXXXYYYY[2..], &long, &odd, &not_hex, &multibyte] {
        let error = refusal(&verifier(), signed_by(APP, bad, "1669872112"));
        assert_eq!(error, Some(AuthError::MalformedSign), "{bad}");
    }
}

#[test]
fn a_missing_or_empty_sign_or_time_is_named() {
    let with = |rest: &str| {
        let query = format!("SdkAppid=1400000000&CallbackCommand=x{rest}");
        refusal(&verifier(), Incoming::new(&query, b"".as_slice()).unwrap())
    };
    assert_eq!(with(""), Some(AuthError::MissingSign));
    assert_eq!(with("&RequestTime=1669872112"), Some(AuthError::MissingSign));
    assert_eq!(with("&Sign=&RequestTime=1669872112"), Some(AuthError::MissingSign));
    let sign = format!("&Sign={SIGN_XXXXYYYY}");
    assert_eq!(with(&sign), Some(AuthError::MissingRequestTime));
    assert_eq!(with(&format!("{sign}&RequestTime=")), Some(AuthError::MissingRequestTime));
}

#[test]
fn the_window_is_symmetric_and_its_ends_are_inside() {
    let at = |now: u64| verifier().verify_at(signed(), UnixSeconds::new(now)).err();
    let time = TIME.get();
    assert_eq!(at(time + 60), None);
    assert_eq!(stale(at(time + 61).as_ref()), Some((61, 60)));
    assert_eq!(at(time - 60), None);
    assert_eq!(ahead(at(time - 61).as_ref()), Some((61, 60)));
    assert_eq!(ahead(at(0).as_ref()), Some((time, 60)));
    assert_eq!(stale(at(u64::MAX).as_ref()), Some((u64::MAX - time, 60)));
}

#[test]
fn another_window_holds_in_both_directions() {
    let verifier = verifier().with_window(Duration::from_millis(5900));
    let at = |now: u64| verifier.verify_at(signed(), UnixSeconds::new(now)).err();
    let time = TIME.get();
    assert_eq!((at(time + 5), at(time - 5)), (None, None));
    assert_eq!(stale(at(time + 6).as_ref()), Some((6, 5)));
    assert_eq!(ahead(at(time - 6).as_ref()), Some((6, 5)));
}

#[test]
fn a_time_at_the_end_of_the_range_is_compared_without_overflow() {
    let far = signed_by(APP, SIGN_XXXXYYYY, "18446744073709551615");
    assert_eq!(ahead(refusal(&verifier(), far).as_ref()), Some((u64::MAX - TIME.get(), 60)));
}

#[test]
fn a_stale_callback_is_stale_whatever_its_signature() {
    let old = signed_by(APP, SIGN_XXXYYY, "1669872000");
    assert_eq!(stale(refusal(&verifier(), old).as_ref()), Some((112, 60)));
}

#[test]
fn an_app_may_have_several_tokens_while_one_replaces_the_other() {
    let both = verifier().with_token(APP, token("xxxyyy"));
    assert_eq!(refusal(&both, signed()), None);
    assert_eq!(refusal(&both, signed_by(APP, SIGN_XXXYYY, "1669872112")), None);
    let third = sign(&token("third"), TIME);
    assert_eq!(refusal(&both, signed_by(APP, &third, "1669872112")), Some(AuthError::WrongSign));
}

#[test]
fn a_token_that_is_given_twice_is_as_good_as_once() {
    let twice = verifier().with_token(APP, token("xxxxyyyy"));
    assert_eq!(refusal(&twice, signed()), None);
}

#[test]
fn one_apps_token_never_signs_for_another() {
    let other = SdkAppId::new(1400000001);
    let both = verifier().with_token(other, token("xxxyyy"));
    assert_eq!(refusal(&both, signed()), None);
    assert_eq!(refusal(&both, signed_by(other, SIGN_XXXYYY, "1669872112")), None);
    for (app, sign) in [(APP, SIGN_XXXYYY), (other, SIGN_XXXXYYYY)] {
        let error = refusal(&both, signed_by(app, sign, "1669872112"));
        assert_eq!(error, Some(AuthError::WrongSign), "{app}");
    }
}

#[test]
fn an_app_that_is_not_ours_is_refused_before_its_signature_is_looked_at() {
    let other = SdkAppId::new(1400000001);
    let error = Some(AuthError::WrongApp(other));
    assert_eq!(refusal(&verifier(), signed_by(other, SIGN_XXXXYYYY, "1669872112")), error);
    assert_eq!(refusal(&verifier(), unsigned(other)), error);
}

#[test]
fn without_authentication_the_app_id_is_still_checked() {
    let other = SdkAppId::new(1400000001);
    let verifier = Verifier::without_authentication([APP]);
    assert_eq!(refusal(&verifier, unsigned(APP)), None);
    assert_eq!(refusal(&verifier, signed_by(APP, "nonsense", "0")), None);
    assert_eq!(refusal(&verifier, unsigned(other)), Some(AuthError::WrongApp(other)));
    let both = Verifier::without_authentication([APP, other]);
    assert_eq!(refusal(&both, unsigned(other)), None);
    let none = Verifier::without_authentication([]);
    assert_eq!(refusal(&none, unsigned(APP)), Some(AuthError::WrongApp(APP)));
}

#[test]
fn unchecked_lets_everything_in() {
    let verifier = Verifier::unchecked_for_logs_and_tests();
    assert_eq!(refusal(&verifier, unsigned(SdkAppId::new(7))), None);
    assert_eq!(refusal(&verifier, signed_by(APP, "nonsense", "0")), None);
}

#[test]
fn the_system_clock_judges_where_no_clock_is_given() {
    assert!(matches!(verifier().verify(signed()), Err(AuthError::Stale { window: 60, .. })));
    let now = UnixSeconds::try_from(std::time::SystemTime::now()).unwrap();
    let fresh = signed_by(APP, &sign(&token("xxxxyyyy"), now), &now.to_string());
    assert!(verifier().verify(fresh).is_ok());
}

#[test]
fn a_token_that_is_empty_or_padded_is_refused() {
    for (text, error) in [
        ("", TokenError::Empty),
        (" ", TokenError::Empty),
        ("\r\n", TokenError::Empty),
        ("xxxxyyyy\n", TokenError::OuterWhiteSpace),
        (" xxxxyyyy", TokenError::OuterWhiteSpace),
        ("\u{a0}xxxxyyyy", TokenError::OuterWhiteSpace),
    ] {
        assert_eq!(Token::new(text).err(), Some(error), "{text:?}");
        assert_eq!(text.parse::<Token>().err(), Some(error), "{text:?}");
    }
    let parsed: Token = "xxxxyyyy".parse().unwrap();
    assert_eq!(sign(&parsed, TIME), SIGN_XXXXYYYY);
    assert!("two words".parse::<Token>().is_ok(), "white space inside is the token's");
}

#[test]
fn an_app_without_a_token_is_an_error_that_names_it() {
    let other = SdkAppId::new(1400000001);
    let apps = [(APP, vec![token("xxxxyyyy")]), (other, Vec::new())];
    let error: NoTokenError = Verifier::from_apps(apps).unwrap_err();
    assert_eq!(error.app(), other);
    assert_eq!(error.to_string(), "app 1400000001 has no token");
    let apps = [(APP, Vec::new()), (APP, vec![token("xxxxyyyy")])];
    assert_eq!(Verifier::from_apps(apps).unwrap_err().app(), APP, "whatever else is given");
}

#[test]
fn several_apps_verify_with_their_own_tokens_alone() {
    let [other, stranger] = [1400000001, 1400000002].map(SdkAppId::new);
    let tokens = |texts: &[&str]| texts.iter().map(|text| token(text)).collect::<Vec<_>>();
    let verifier = Verifier::from_apps([
        (APP, tokens(&["old", "new"])),
        (other, tokens(&["others"])),
        // An app may be given twice: its tokens are all of them.
        (APP, tokens(&["newest"])),
    ])
    .unwrap();
    for (app, own) in [(APP, &["old", "new", "newest"][..]), (other, &["others"])] {
        for text in ["old", "new", "newest", "others", "strangers"] {
            let incoming = signed_by(app, &sign(&token(text), TIME), "1669872112");
            let error = (!own.contains(&text)).then_some(AuthError::WrongSign);
            assert_eq!(refusal(&verifier, incoming), error, "{text} for {app}");
        }
    }
    let none = signed_by(stranger, &sign(&token("old"), TIME), "1669872112");
    assert_eq!(refusal(&verifier, none), Some(AuthError::WrongApp(stranger)));
    assert_eq!(refusal(&verifier, unsigned(APP)), Some(AuthError::MissingSign));
    // No app at all: nobody is let in.
    let nobody = Verifier::from_apps::<Vec<Token>>([]).unwrap();
    assert_eq!(refusal(&nobody, signed()), Some(AuthError::WrongApp(APP)));
}

/// The key of a callback that is verified.
fn replay_key(app: SdkAppId, command: &str, text: &str, time: &str, body: &[u8]) -> ReplayKey {
    let time_of = UnixSeconds::new(time.parse().unwrap());
    let query = CallbackQuery::new(app, command)
        .with(QueryParam::Sign, &sign(&token(text), time_of))
        .with(QueryParam::RequestTime, time);
    let incoming = Incoming::new(&query.to_query_string(), body).unwrap();
    // Two apps may have the same token: nothing but the app tells their callbacks apart.
    let verifier = Verifier::from_apps(
        [APP, SdkAppId::new(1400000001)].map(|app| (app, [token("xxxxyyyy"), token("xxxyyy")])),
    );
    let verified = verifier.unwrap().verify_at(incoming, TIME).unwrap();
    verified.replay_key().unwrap().0
}

#[test]
fn a_replay_key_is_of_app_command_signature_and_body() {
    let (state, added) = ("State.StateChange", "Sns.CallbackFriendAdd");
    let key = replay_key(APP, state, "xxxxyyyy", "1669872112", b"{}");
    assert_eq!(key, replay_key(APP, state, "xxxxyyyy", "1669872112", b"{}"), "the same again");
    let other = SdkAppId::new(1400000001);
    for (what, differs) in [
        ("app", replay_key(other, state, "xxxxyyyy", "1669872112", b"{}")),
        ("command", replay_key(APP, added, "xxxxyyyy", "1669872112", b"{}")),
        ("token", replay_key(APP, state, "xxxyyy", "1669872112", b"{}")),
        ("time", replay_key(APP, state, "xxxxyyyy", "1669872113", b"{}")),
        ("body", replay_key(APP, state, "xxxxyyyy", "1669872112", b"{ }")),
        ("unknown command", replay_key(APP, "Live.New", "xxxxyyyy", "1669872112", b"{}")),
    ] {
        assert_ne!(key, differs, "another {what}");
    }
}

#[test]
fn debug_shows_neither_token_nor_signature_nor_body() {
    let query = CallbackQuery::new(APP, "x").with(QueryParam::Sign, SIGN_XXXXYYYY);
    let query = query.with(QueryParam::RequestTime, "1669872112").to_query_string();
    let incoming = Incoming::new(&query, b"a private text".as_slice()).unwrap();
    let verified = verifier().verify_at(incoming.clone(), TIME).unwrap();
    assert_eq!(format!("{:?}", token("xxxxyyyy")), "Token(hidden)");
    for shown in [
        format!("{:?}", token("xxxxyyyy")),
        format!("{:?}", verifier()),
        format!("{incoming:?}"),
        format!("{verified:?}"),
    ] {
        for secret in ["xxxxyyyy", SIGN_XXXXYYYY, "private"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn no_error_holds_the_token_or_the_signature_that_was_expected() {
    let wrong = signed_by(APP, SIGN_XXXYYY, "1669872112");
    let malformed = signed_by(APP, "5ec5e7", "1669872112");
    for incoming in [wrong, malformed] {
        let error = refusal(&verifier(), incoming).unwrap();
        let shown = format!("{error} {error:?}");
        for secret in ["xxxxyyyy", SIGN_XXXXYYYY, SIGN_XXXYYY, "5ec5e7"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn every_error_of_the_stage_has_its_http_status() {
    let at = |now: u64| verifier().verify_at(signed(), UnixSeconds::new(now)).unwrap_err();
    for (error, status) in [
        (AuthError::WrongApp(APP), 403),
        (AuthError::MissingSign, 401),
        (AuthError::MissingRequestTime, 401),
        (AuthError::MalformedSign, 401),
        (AuthError::WrongSign, 401),
        (at(TIME.get() + 61), 401),
        (at(TIME.get() - 61), 401),
    ] {
        assert_eq!(Error::from(error.clone()).status(), status, "{error:?}");
    }
}

#[test]
fn errors_of_the_time_say_how_far_it_is_and_what_the_limit_is() {
    let at = |now: u64| verifier().verify_at(signed(), UnixSeconds::new(now)).unwrap_err();
    for (error, text) in [
        (at(TIME.get() + 75), "request time is 75 s old, the limit is 60 s"),
        (at(TIME.get() - 75), "request time is 75 s ahead, the limit is 60 s"),
    ] {
        assert_eq!(error.to_string(), text);
        assert_eq!(error.help(), "Check the clock of this machine.");
    }
}
