using System.Collections.Concurrent;
using Everlatch.Core;
using Everlatch.Identity.Mail;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Tests.Mail;

public abstract class SendMailsSuite<TEngine>(TestDatabase<TEngine> db) : IAsyncLifetime
    where TEngine : ITestEngine
{
    private readonly Server server = new();
    private PeopleHost host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_is_sent_once_and_then_says_nothing_any_more()
    {
        await OrderAsync("ada@example.com");
        Assert.Equal(1, await SendAsync());
        Assert.Equal(0, await SendAsync());
        Assert.Equal("ada@example.com", Assert.Single(server.Taken).To);
        Assert.Empty(await host.MailsAsync());
        Assert.Equal(1, await MailStore.PurgeAsync(host.Database, host.Clock.GetUtcNow().AddSeconds(1), Ct));
    }

    [Fact]
    public async Task Two_senders_never_send_one_mail_twice()
    {
        for (var i = 0; i < 30; i++)
        {
            await OrderAsync($"user{i}@example.com");
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(DrainAsync, Ct)));
        Assert.Equal(30, server.Taken.Count);
        Assert.Equal(30, server.Taken.Select(mail => mail.To).Distinct().Count());

        async Task DrainAsync()
        {
            while (await SendAsync() > 0)
            {
            }
        }
    }

    [Fact]
    public async Task A_sender_that_waited_for_another_does_not_take_what_that_one_took()
    {
        await OrderAsync("ada@example.com");
        var now = host.Clock.GetUtcNow();
        await using var first = await host.Database.BeginAsync(Ct);
        Assert.Single(await MailStore.ClaimAsync(first, now, now.AddMinutes(3), 10, Ct));
        var second = Task.Run(() => MailStore.ClaimAsync(host.Database, now, now.AddMinutes(3), 10, Ct), Ct);

        // Long enough for the second to be waiting for the first one's row; sooner it would prove less, never fail.
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Ct);
        await first.CommitAsync(Ct);
        await first.DisposeAsync();
        Assert.Empty(await second);
    }

    [Fact]
    public async Task A_mail_that_is_not_taken_is_tried_again_ever_later()
    {
        await OrderAsync("ada@example.com");
        server.Fails = new IOException("Nobody listens.");
        foreach (var pause in new[] { 15, 30, 60 })
        {
            Assert.Equal(1, await SendAsync());
            host.Clock.Advance(TimeSpan.FromSeconds(pause - 1));
            Assert.Equal(0, await SendAsync());
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        server.Fails = null;
        await SendAsync();
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_mail_that_is_never_taken_is_given_up()
    {
        await OrderAsync("ada@example.com");
        server.Fails = new IOException("Nobody listens.");
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(1, await SendAsync());
            host.Clock.Advance(TimeSpan.FromHours(4));
        }

        Assert.Equal(0, await SendAsync());
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_good_is_not_tried_again()
    {
        await OrderAsync("ada@example.com");
        server.Fails = new SmtpRefusalException(new IOException("550"));
        Assert.Equal(1, await SendAsync());
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await SendAsync());
    }

    [Fact]
    public async Task A_mail_of_a_sender_that_died_is_sent_by_another()
    {
        await OrderAsync("ada@example.com");
        var now = host.Clock.GetUtcNow();
        Assert.Single(await MailStore.ClaimAsync(host.Database, now, now.AddMinutes(3), 10, Ct));
        Assert.Equal(0, await SendAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await SendAsync());
        Assert.Single(server.Taken);
    }

    public async ValueTask InitializeAsync()
    {
        // A sender serves every environment of a database: these tests need one of their own.
        await db.InitializeAsync();
        host = await PeopleHost.StartAsync(db, services => services.AddSingleton<ISmtp>(server));
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await db.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private Task<int> SendAsync() => host.Get<SendMails>().RunAsync(host.Clock, Ct);

    private Task OrderAsync(string to) => host.Get<Outbox>().EnqueueAsync(
        host.Database, host.Here, new MailOrder { To = EmailAddress.Trusted(to), Kind = MailKind.PasswordChanged }, Ct);

    private sealed class Server : ISmtp
    {
        public ConcurrentQueue<MailMessage> Taken { get; } = new();

        public Exception? Fails { get; set; }

        public Task SendAsync(MailMessage message, CancellationToken ct)
        {
            if (Fails is not null)
            {
                throw Fails;
            }

            Taken.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
