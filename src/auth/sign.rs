//! Making and comparing signatures.

use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

use super::Token;
use crate::value::UnixSeconds;

pub(super) type Sha = [u8; 32];

/// The `Sign` of a callback: lower-case hex of SHA-256 over the token and the decimal text of
/// `RequestTime`. Use it in tests and simulators. To check one, use a
/// [`Verifier`](super::Verifier).
///
/// Do not log a signature: until it is stale, anyone who has it can send callbacks in Tencent's
/// name.
///
/// ```
/// use tim_callback::{Token, UnixSeconds, sign};
///
/// let token = Token::new("xxxxyyyy").unwrap();
/// assert_eq!(sign(&token, UnixSeconds::new(1_669_872_112)),
///     "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061");
/// ```
#[must_use]
pub fn sign(token: &Token, request_time: UnixSeconds) -> String {
    base16ct::lower::encode_string(&digest(token, &request_time.to_string()))
}

fn digest(token: &Token, request_time: &str) -> Sha {
    Sha256::new().chain_update(token.as_bytes()).chain_update(request_time).finalize().into()
}

/// 64 hexadecimal digits in lower case.
pub(super) type Hex = [u8; 64];

/// Reads 64 hexadecimal digits of either case. Other characters are an error: in lower case, they
/// could pass for a digit.
pub(super) fn hex(sign: &str) -> Option<Hex> {
    let digits: &Hex = sign.as_bytes().try_into().ok()?;
    // Without an early end, the compiler checks many digits at once.
    let valid = digits.iter().fold(true, |valid, digit| valid & digit.is_ascii_hexdigit());
    valid.then(|| digits.map(|digit| digit.to_ascii_lowercase()))
}

/// Whether one of the tokens made this signature. Every token is tried and every digit compared, so
/// that the time taken reveals nothing.
pub(super) fn matches_any(tokens: &[Token], request_time: &str, given: &Hex) -> bool {
    let given = words(given);
    tokens
        .iter()
        .fold(Choice::from(0), |found, token| {
            let mut expected = [0; 64];
            let encoded = base16ct::lower::encode(&digest(token, request_time), &mut expected);
            found | Choice::from(u8::from(encoded.is_ok())) & words(&expected).ct_eq(&given)
        })
        .into()
}

/// `subtle` compares item by item, and eight words are compared faster than 64 bytes.
fn words(hex: &Hex) -> [u64; 8] {
    let (words, _) = hex.as_chunks();
    std::array::from_fn(|at| words.get(at).copied().map_or(0, u64::from_ne_bytes))
}
