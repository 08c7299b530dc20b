using Everlatch.Browser.Stage;
using Everlatch.Core.Ids;
using Everlatch.Identity.Domains;
using Everlatch.Server.Pages.Languages;
using Everlatch.Testing.Processes;

namespace Everlatch.Browser.People;

/// <summary>Somebody at a customer's who manages DNS, sent a link and nothing else.</summary>
public sealed class DomainSetupTests(BrowserStage stage)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Look> Looks => new(
        new Look(),
        new Look { Dark = true },
        new Look { Phone = true },
        new Look { Script = false },
        new Look { Language = "de" });

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Who_has_the_link_sees_the_records_and_has_them_looked_up(Look look)
    {
        using var management = await ManagementClient.OpenAsync(stage.Up, Ct);
        var host = Id.NewText("h", TimeProvider.System).Replace('_', '-') + ".acme.com";
        var domain = await management.CreateAsync("/domains", new { host }, Ct);
        var link = await management.CreateAsync($"/domains/{domain.GetProperty("id").GetString()}/links", new { }, Ct);

        await using var visit = await stage.VisitAsync(look);
        await visit.GoAsync(new Uri(link.GetProperty("url").GetString()!).PathAndQuery);
        await visit.SeeHeadingAsync(look.Language == "de" ? $"{host} einrichten" : $"Set up {host}");
        foreach (var record in domain.GetProperty("records").EnumerateArray())
        {
            await visit.SeeAsync(record.GetProperty("value").GetString()!);
        }

        await visit.PictureAsync("domain-setup");
        await visit.PressAsync(look.Language == "de" ? "Jetzt nachsehen" : "Look again now");
        await visit.SeeAsync(look.Language == "de" ? "DNS hat gerade nicht geantwortet" : "DNS gave no answer just now");
    }

    [Fact]
    public void There_are_words_for_every_state_and_reason()
    {
        Assert.All(Enum.GetNames<DomainState>(), state => Assert.True(Texts.Has($"DomainState.{state}"), state));
        Assert.All(DomainReason.Codes, code => Assert.True(Texts.Has($"DomainReason.{code}"), code));
    }
}
