// A service that never takes a request on a schema that it does not fit. EF Core asks its questions; it changes no schema.
using Everlatch.Schema;
using Everlatch.Schema.Gate;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Samples.SchemaGate;

var (postgres, file) = (Environment.GetEnvironmentVariable("POSTGRES"), Environment.GetEnvironmentVariable("SQLITE"));
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls(Environment.GetEnvironmentVariable("URL") ?? "http://localhost:8090");
builder.Services.AddDbContext<OrdersContext>(
    orders => _ = postgres is null ? orders.UseSqlite($"Data Source={file}") : orders.UseNpgsql(postgres));
builder.Services.AddSchemaGate(gate =>
{
    gate.Database = postgres is null
        ? new SchemaDatabase(SchemaEngine.Sqlite, SqliteFactory.Instance, $"Data Source={file};Pooling=False")
        : new SchemaDatabase(SchemaEngine.Postgres, NpgsqlFactory.Instance, $"{postgres};Pooling=False");
    gate.Source = new SchemaSource("1.1.0", SchemaFiles.In(typeof(OrdersContext).Assembly));
    gate.MendCommand = "everlatch schema apply --from samples/schema-gate";
});
builder.Services.AddHealthChecks().AddSchemaGate();

var app = builder.Build();
app.UseSchemaGate();
app.UseExceptionHandler(_ => { });
app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
app.MapHealthChecks("/health/ready");
app.MapGet(
    "/orders",
    (OrdersContext orders, CancellationToken ct) => orders.Orders.AsNoTracking().OrderBy(order => order.Id).ToListAsync(ct));
app.MapPost("/orders", async (Order order, OrdersContext orders, CancellationToken ct) =>
{
    orders.Add(order);
    await orders.SaveChangesAsync(ct);
    return Results.Created($"/orders/{order.Id}", order);
});
await app.RunAsync();
