using Everlatch.Identity.Certificates.Acme;

namespace Everlatch.Identity.Certificates.Accounts;

/// <summary>The account, for one order.</summary>
/// <param name="authority">The authority, asked for the account.</param>
/// <param name="register">Makes the account with the authority.</param>
internal sealed class OpenedAccount(AcmeConnection authority, Func<AcmeConnection, CancellationToken, Task> register)
    : IDisposable
{
    /// <summary>The authority.</summary>
    public AcmeConnection Authority => authority;

    /// <summary>Does something for the account; one that the authority forgot is made once more.</summary>
    public async Task<T> KnownAsync<T>(Func<AcmeConnection, Task<T>> act, CancellationToken ct)
    {
        try
        {
            return await act(authority);
        }
        catch (AcmeException e) when (e.Problem.Kind == "accountDoesNotExist")
        {
            authority.Account = null;
            await register(authority, ct);
            return await act(authority);
        }
    }

    /// <inheritdoc />
    public void Dispose() => authority.Key.Dispose();
}
