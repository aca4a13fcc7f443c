using System.Globalization;
using Voxopsy.Tensors.Managed.Kernels;
using Voxopsy.Tensors.Managed.Plain;

namespace Voxopsy.Tensors.Managed;

/// <summary>The default backend: vector kernels in plain C# over the plain loops.</summary>
/// <remarks>Work is cut by shapes alone and sums are added in a fixed order, so any number of threads gives the same bits.</remarks>
internal sealed unsafe partial class ManagedBackend : PlainBackend<float>
{
    private readonly WorkPool _pool;

    internal ManagedBackend(ManagedSettings settings)
        : this(settings, VectorPaths.Widest)
    {
    }

    internal ManagedBackend(ManagedSettings settings, VectorPath path)
        : base(settings.MemoryBudget) => _pool = new WorkPool(settings.Threads, path);

    /// <inheritdoc/>
    public override string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"managed, {_pool.Path switch { VectorPath.Avx512 => "AVX-512", VectorPath.Avx2 => "AVX2", _ => "no vector instructions" }}, {_pool.Threads} thread{(_pool.Threads == 1 ? "" : "s")}");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _pool.Dispose();
        base.Dispose(disposing);
    }
}
