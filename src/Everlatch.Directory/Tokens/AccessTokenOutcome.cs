namespace Everlatch.Directory.Tokens;

/// <summary>What verifying an access token came to.</summary>
public abstract record AccessTokenOutcome
{
    private AccessTokenOutcome()
    {
    }

    /// <summary>It counts.</summary>
    public sealed record Valid(AccessToken Token) : AccessTokenOutcome;

    /// <summary>It does not (<c>invalid_token</c>). The reason is for the caller: it names a check, never a value.</summary>
    public sealed record Refused(string Reason) : AccessTokenOutcome;
}
