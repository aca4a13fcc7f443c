using Voxopsy.Tensors.Managed;
using Voxopsy.Tensors.Managed.Kernels;
using Voxopsy.Tensors.Managed.Plain;

namespace Voxopsy.Tensors.Tests;

/// <summary>The backends that every operator is tested on.</summary>
internal static class TestBackends
{
    /// <summary>The plain loops in double, and the managed backend on each path this machine has.</summary>
    internal static IEnumerable<IBackend> All()
    {
        yield return new DoubleBackend();
        foreach (VectorPath path in VectorPaths.Available)
        {
            yield return new ManagedBackend(new ManagedSettings { Threads = 2 }, path);
        }
    }
}
