using Microsoft.EntityFrameworkCore;

namespace Samples.SchemaGate;

/// <summary>Maps <see cref="Order" /> to the table that the migrations make.</summary>
public sealed class OrdersContext(DbContextOptions<OrdersContext> options) : DbContext(options)
{
    /// <summary>All orders.</summary>
    public DbSet<Order> Orders => Set<Order>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Order>(order =>
    {
        order.ToTable("orders");
        order.Property(o => o.Id).HasColumnName("id").ValueGeneratedOnAdd();
        order.Property(o => o.Item).HasColumnName("item");
        order.Property(o => o.Note).HasColumnName("note");
    });
}
