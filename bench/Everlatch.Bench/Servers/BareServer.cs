using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Everlatch.Bench.Servers;

/// <summary>
/// The practical ceiling: parse the form, compare a secret, sign ES256, write. No routing, no checks, one client.
/// </summary>
internal static class BareServer
{
    /// <summary>The form that it accepts.</summary>
    public const string Form =
        "grant_type=client_credentials&client_id=machine&client_secret=els_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"
        + "&resource=https%3A%2F%2Fapi.example";

    private static readonly byte[] Stored = SHA256.HashData("els_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"u8);
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly string Header = Base64Url.EncodeToString(
        """{"alg":"ES256","typ":"at+jwt","kid":"key_01jvpsbd2w000000000000000"}"""u8);

    public static async Task RunAsync(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        Console.WriteLine("ready");
        await app.WaitForShutdownAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var fields = new Dictionary<string, string>();
        foreach (var pair in (await reader.ReadToEndAsync()).Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            fields[pair[..equals]] = Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        var presented = SHA256.HashData(Encoding.UTF8.GetBytes(fields["client_secret"]));
        if (!CryptographicOperations.FixedTimeEquals(presented, Stored))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var body = Encoding.UTF8.GetBytes($$"""{"access_token":"{{Token(fields)}}","token_type":"Bearer","expires_in":600}""");
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    private static string Token(Dictionary<string, string> fields)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var jti = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var claims = $$"""
            {"iss":"https://login.example","sub":"machine","aud":"{{fields["resource"]}}","client_id":"machine",
            "iat":{{now}},"exp":{{now + 600}},"jti":"{{jti}}","scope":"read"}
            """;
        var input = $"{Header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{input}.{Base64Url.EncodeToString(Key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256))}";
    }
}
