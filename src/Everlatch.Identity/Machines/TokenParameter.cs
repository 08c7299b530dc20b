namespace Everlatch.Identity.Machines;

/// <summary>Parameters of a token request that the machine path reads; all others are ignored (RFC 6749 §3.2).</summary>
internal enum TokenParameter
{
    GrantType,
    ClientId,
    ClientSecret,
    ClientAssertionType,
    ClientAssertion,
    Scope,
    Resource,
}
