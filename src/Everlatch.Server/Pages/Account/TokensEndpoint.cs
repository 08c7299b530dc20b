using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.ApiTokens;
using Everlatch.Server.Pages.Forms;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.Account;

/// <summary>Lets a person make API tokens that act in their name, and revoke them. The secret is shown once.</summary>
internal static class TokensEndpoint
{
    private const string Path = "/account/tokens";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, async (HttpContext context, MyTokens mine, CancellationToken ct) =>
            new Page<TokensPage, TokensView>(await mine.ViewAsync(context, ct)));
        pages.MapPost(Path, CreateAsync);
        pages.MapPost(Path + "/revoke", RevokeAsync);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, MyTokens mine, CreateApiToken create, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var view = await mine.ViewAsync(context, ct) with
        {
            Name = form["name"].ToString(),
            Ticked = [.. form["permission"].OfType<string>()],
        };
        if (view.Tenant is not { } tenant)
        {
            return new SeeOther(Path);
        }

        var draft = new ApiTokenDraft
        {
            Name = view.Name,
            Tenant = tenant.Id,
            User = view.Session.User,
            Permissions = view.Ticked,
        };
        switch (await create.RunAsync(context.Here().Environment.Id, draft, MyTokens.Actor(context, tenant), ct))
        {
            case Edit<CreatedApiToken>.Done done:
                var made = new NewTokenView(view.Session, done.Value.Token.Id, done.Value.Secret.Text);
                return new Page<NewTokenPage, NewTokenView>(made);
            case Edit<CreatedApiToken>.Refused refused:
                view = view with { Errors = [refused.Problem.ToFieldError()] };
                return new Page<TokensPage, TokensView>(view) { Status = StatusCodes.Status422UnprocessableEntity };
            default:
                return new SeeOther(Path);
        }
    }

    // Somebody else's token is not told apart from one that is gone: neither is in the list that follows.
    private static async Task<IResult> RevokeAsync(
        HttpContext context, FindApiTokens find, RevokeApiToken revoke, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var environment = context.Here().Environment.Id;
        if (ApiTokenId.TryParse(form["token"], out var id)
            && await find.ByIdAsync(environment, id, ct) is { User: { } owner }
            && owner == context.SignedIn().User)
        {
            await revoke.RunAsync(environment, id, MyTokens.Actor(context, null), ct);
        }

        return new SeeOther(Path);
    }
}
