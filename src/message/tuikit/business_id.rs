//! Fields that have one value: the `businessID` that tells payloads apart.

/// Makes the type of a `businessID`, which decodes from this value only.
macro_rules! business_id {
    ($name:ident = $value:literal as $of:ty) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        struct $name;

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $value.serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if <$of>::deserialize(deserializer)? == $value {
                    return Ok(Self);
                }
                let expected = concat!("the businessID ", stringify!($value));
                Err(serde::de::Error::custom(expected))
            }
        }

        describe! { [] $name, |_| schemars::json_schema!({ "const": $value }) }
    };
}

pub(super) use business_id;
