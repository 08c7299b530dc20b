using System.Text;
using System.Text.Json.Nodes;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Tokens;
using Everlatch.Storage;
using Everlatch.Testing.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Interop.Samples;

/// <summary>
/// Who has the master key and the database of a product has its signing keys:
/// what time would make of a token, this makes at once.
/// </summary>
internal static class Forger
{
    /// <summary>The token with other claims, signed by the key that signed it.</summary>
    public static async Task<string> ChangeAsync(UpProcess up, string token, Action<JsonObject> change, CancellationToken ct)
    {
        var parts = token.Split('.');
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!.AsObject();
        change(claims);
        var input = $"{parts[0]}.{Base64UrlEncoder.Encode(claims.ToJsonString())}";
        var keyId = (string)JsonNode.Parse(Base64UrlEncoder.Decode(parts[0]))!["kid"]!;
        return $"{input}.{Base64UrlEncoder.Encode(await SignAsync(up, keyId, Encoding.ASCII.GetBytes(input), ct))}";
    }

    private static async Task<byte[]> SignAsync(UpProcess up, string keyId, byte[] input, CancellationToken ct)
    {
        var master = Convert.FromBase64String((await File.ReadAllTextAsync(Path.Combine(up.Folder, "master.key"), ct)).Trim());
        var storage = new StorageOptions { SqliteFile = Path.Combine(up.Folder, "everlatch.db") };
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(StorageFeature.Open(storage, TimeProvider.System))
            .AddSingleton(new MasterKey(master))
            .AddDirectory(new ConfigurationBuilder().Build())
            .BuildServiceProvider();
        var directory = services.GetRequiredService<IDirectory>();
        await directory.CatchUpAsync(ct);
        var key = directory.Current.Environments.Values.SelectMany(environment => environment.Keys).Single(
            key => key.Id.Value == keyId);
        var signature = new byte[TokenSigner.MaxSignatureLength];
        return signature[..TokenSigner.Sign(key, input, signature)];
    }
}
