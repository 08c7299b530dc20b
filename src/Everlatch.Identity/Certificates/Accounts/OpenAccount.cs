using System.Buffers.Text;
using System.Security.Cryptography;
using Everlatch.Core.Secrets;
using Everlatch.Identity.Certificates.Acme;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Certificates.Accounts;

/// <summary>
/// Opens the region's account with the authority, and makes it when there is none: whoever comes first makes its key, and one key
/// has one account, however many servers ask for it at once.
/// </summary>
internal sealed class OpenAccount(
    IDatabase database, AuthorityClient http, MasterKey master, IOptions<CertificateOptions> options, TimeProvider clock)
{
    private string Directory => options.Value.Directory;

    /// <summary>Opens it.</summary>
    public async Task<OpenedAccount> RunAsync(CancellationToken ct)
    {
        var row = await AccountStore.FindAsync(database, Directory, ct) ?? await MakeAsync(ct);
        var pkcs8 = master.Open(Purpose, row.PrivateKeySealed);
        var key = AcmeAccountKey.FromPkcs8(pkcs8);
        CryptographicOperations.ZeroMemory(pkcs8);
        var authority = new AcmeConnection(http.Client, new Uri(Directory), key, clock)
        {
            Account = row.AccountUrl is null ? null : new Uri(row.AccountUrl),
        };
        var opened = new OpenedAccount(authority, RegisterAsync);
        try
        {
            if (authority.Account is null)
            {
                await RegisterAsync(authority, ct);
            }

            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private string Purpose => $"certificate account:{Directory}";

    private async Task<AccountRow> MakeAsync(CancellationToken ct)
    {
        using var key = AcmeAccountKey.New();
        var pkcs8 = key.ToPkcs8();
        await AccountStore.AddAsync(database, Directory, master.Seal(Purpose, pkcs8), clock.GetUtcNow(), ct);
        CryptographicOperations.ZeroMemory(pkcs8);
        return (await AccountStore.FindAsync(database, Directory, ct))!;
    }

    private async Task RegisterAsync(AcmeConnection authority, CancellationToken ct)
    {
        var contact = options.Value.Contact;
        await authority.OpenAccountAsync(contact.Length > 0 ? contact : null, External(), ct);
        await AccountStore.OpenedAsync(database, Directory, authority.Account!, ct);
    }

    private ExternalAccount? External() => options.Value.ExternalAccountKeyId.Length == 0
        ? null
        : new ExternalAccount(
            options.Value.ExternalAccountKeyId,
            Base64Url.DecodeFromChars(File.ReadAllText(options.Value.ExternalAccountKeyFile).AsSpan().Trim()));
}
