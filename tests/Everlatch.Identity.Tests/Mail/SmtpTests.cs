using System.Net;
using System.Net.Sockets;
using Everlatch.Identity.Mail;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Tests.Mail;

public sealed class SmtpTests
{
    private static readonly MailMessage Letter = new(
        "ada@example.com", "Example", "Grüße", "Zeile eins\n.\nZeile drei", "<p>Grüße</p>");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_takes_the_mail()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var conversation = ServeAsync(listener, "250 taken");
        await SmtpAt(listener).SendAsync(Letter, Ct);
        var heard = await conversation;
        Assert.Contains("RCPT TO:<ada@example.com>", heard, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_for_good_is_told_from_one_for_now()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var conversation = ServeAsync(listener, "550 no such mailbox");
        await Assert.ThrowsAsync<SmtpRefusalException>(() => SmtpAt(listener).SendAsync(Letter, Ct));
        await conversation;
        conversation = ServeAsync(listener, "451 later");
        await Assert.ThrowsAsync<MailKit.Net.Smtp.SmtpCommandException>(() => SmtpAt(listener).SendAsync(Letter, Ct));
        await conversation;
    }

    [Fact]
    public async Task A_server_without_tls_gets_nothing_where_tls_is_asked_for()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var conversation = ServeAsync(listener, "250 taken");
        await Assert.ThrowsAsync<NotSupportedException>(() => SmtpAt(listener, SmtpTls.StartTls).SendAsync(Letter, Ct));
        Assert.DoesNotContain("RCPT", await conversation, StringComparison.Ordinal);
    }

    private static Smtp SmtpAt(TcpListener listener, SmtpTls tls = SmtpTls.None) => new(Options.Create(new SmtpOptions
    {
        Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Tls = tls, From = "no-reply@example.com",
    }));

    // As much of RFC 5321 as one mail needs; what was heard.
    private static async Task<string> ServeAsync(TcpListener listener, string answerToData)
    {
        using var client = await listener.AcceptTcpClientAsync(Ct);
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        var heard = new List<string>();
        var inData = false;
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            heard.Add(line);
            if (inData && line != ".")
            {
                continue;
            }

            var answer = line[..Math.Min(4, line.Length)] switch { "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 ok" };
            await writer.WriteLineAsync(inData ? answerToData : answer);
            inData = line == "DATA";
        }

        return string.Join('\n', heard);
    }
}
