namespace Everlatch.Identity.SignUp;

/// <summary>What somebody typed to sign up. Nothing of it was checked.</summary>
/// <param name="Email">Their address.</param>
/// <param name="Password">Their password.</param>
/// <param name="Name">Their name.</param>
/// <param name="Locale">The language of the page, for mails.</param>
public sealed record SignUpForm(string? Email, string? Password, string? Name, string? Locale)
{
    /// <summary>Not the password: it must not reach a log by accident.</summary>
    public override string ToString() => "[sign-up form]";
}
