using System.Net.Http.Json;
using System.Text.Json;
using Everlatch.Browser.Stage;
using Everlatch.Testing.Processes;

namespace Everlatch.Browser.Applications;

/// <summary>A device without a browser (RFC 8628), connected in a person's browser.</summary>
public sealed class DeviceTests(BrowserStage stage) : IDisposable
{
    private readonly HttpClient device = new();
    private string clientId = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_connects_a_device_by_its_code(bool script)
    {
        var codes = await StartAsync();
        await using var visit = await stage.VisitAsync(new Look { Script = script });
        await visit.ArriveAsync();
        await visit.GoAsync("/device");
        await visit.PictureAsync("device");
        await visit.FillAsync("Code", codes.GetProperty("user_code").GetString()!.ToLowerInvariant());
        await visit.PressAsync("Continue");
        await visit.SeeHeadingAsync("Kitchen screen wants access to your account");
        await visit.PictureAsync("device-confirm");
        await visit.PressAsync("Allow");
        await visit.SeeHeadingAsync("The device is connected");
        Assert.True((await PollAsync(codes)).TryGetProperty("access_token", out _));
    }

    [Fact]
    public async Task A_device_is_told_when_a_person_does_not_allow_it()
    {
        var codes = await StartAsync();
        await using var visit = await stage.VisitAsync();
        await visit.ArriveAsync();
        await visit.GoAsync($"/device?user_code={codes.GetProperty("user_code").GetString()}");
        await visit.PressAsync("Do not allow");
        await visit.SeeHeadingAsync("The device is not connected");
        Assert.Equal("access_denied", (await PollAsync(codes)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_wrong_code_leads_to_no_device()
    {
        await using var visit = await stage.VisitAsync();
        await visit.ArriveAsync();
        await visit.GoAsync("/device");
        await visit.FillAsync("Code", "BBBB-BBBB");
        await visit.PressAsync("Continue");
        await visit.SeeAsync("No device waits under this code.");
    }

    public void Dispose() => device.Dispose();

    private async Task<JsonElement> StartAsync()
    {
        using var management = await ManagementClient.OpenAsync(stage.Up, Ct);
        var application = await management.CreateAsync(
            "/applications",
            new
            {
                name = "Kitchen screen",
                kind = "device",
                redirect_uris = Array.Empty<string>(),
                scopes = new[] { "openid" },
                first_party = true,
            },
            Ct);
        clientId = application.GetProperty("id").GetString()!;
        return await PostAsync("/oauth2/device", new() { ["client_id"] = clientId, ["scope"] = "openid" });
    }

    private Task<JsonElement> PollAsync(JsonElement codes) => PostAsync("/oauth2/token", new()
    {
        ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
        ["client_id"] = clientId,
        ["device_code"] = codes.GetProperty("device_code").GetString()!,
    });

    private async Task<JsonElement> PostAsync(string path, Dictionary<string, string> values)
    {
        using var form = new FormUrlEncodedContent(values);
        using var answer = await device.PostAsync(new Uri(stage.Issuer + path), form, Ct);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }
}
