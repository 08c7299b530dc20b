using Everlatch.Testing.Processes;

namespace Everlatch.Interop;

/// <summary>A relying party in C that thousands of sites run signs a real browser in.</summary>
public sealed class ModAuthOpenIdcTests(UpProcess up) : IClassFixture<UpProcess>
{
    [Fact]
    public async Task Mod_auth_openidc_signs_a_browser_in()
    {
        await using var apache = new ApacheWithOidc();
        await ApacheSignIn.RunAsync(apache, up.Up, up.Port);
    }
}
