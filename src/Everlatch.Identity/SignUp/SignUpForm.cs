using Everlatch.Core;

namespace Everlatch.Identity.SignUp;

/// <summary>What somebody typed to sign up. Nothing of it was checked.</summary>
/// <param name="Email">Their address.</param>
/// <param name="Password">Their password.</param>
/// <param name="Name">Their name.</param>
/// <param name="Locale">The language of the page, for mails.</param>
public sealed record SignUpForm(string? Email, string? Password, string? Name, string? Locale)
{
    /// <summary>
    /// The address of an open invitation whose link they hold: its owner is no stranger where sign-up is closed to those.
    /// </summary>
    public EmailAddress? Invited { get; init; }

    /// <summary>Not the password: it must not reach a log by accident.</summary>
    public override string ToString() => "[sign-up form]";
}
