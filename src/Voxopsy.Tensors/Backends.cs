using Voxopsy.Tensors.Managed;

namespace Voxopsy.Tensors;

/// <summary>Makes the engines that tensors live on.</summary>
public static class Backends
{
    /// <summary>The engine in plain C#: runs everywhere, gives the same bits for any number of threads.</summary>
    /// <param name="settings">Threads and memory; all threads of the machine when left out.</param>
    /// <returns>A backend; dispose it when its tensors are no longer needed.</returns>
    public static IBackend Managed(ManagedSettings? settings = null) => new ManagedBackend(settings ?? new ManagedSettings());
}

/// <summary>Threads and memory of the managed backend.</summary>
public sealed record ManagedSettings
{
    /// <summary>Threads; at least 1. The numbers do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The most memory for tensors, in bytes; asking for more is a <see cref="TensorMemoryException"/>.</summary>
    public long MemoryBudget { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 9 / 10;
}
