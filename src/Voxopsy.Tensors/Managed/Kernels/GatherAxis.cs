namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>One axis of a gather: column q and tap t read the source at q · step + offset[t], or zero where that lies outside.</summary>
internal sealed class GatherAxis
{
    internal GatherAxis(int columns, int source, int step, int[] offsets)
    {
        Columns = columns;
        Source = source;
        Step = step;
        Offsets = offsets;
        Least = offsets.Min();
        Span = offsets.Max() - Least;
        int[] phases = [.. offsets.Select(offset => (offset - Least) % step).Distinct().Order()];
        Phases = phases;
        PhaseOf = [.. offsets.Select(offset => Array.IndexOf(phases, (offset - Least) % step))];
        StartOf = [.. offsets.Select(offset => (offset - Least) / step)];
    }

    /// <summary>How many columns there are along this axis.</summary>
    internal int Columns { get; }

    /// <summary>The size of the source along this axis.</summary>
    internal int Source { get; }

    /// <summary>Source steps between neighboring columns.</summary>
    internal int Step { get; }

    /// <summary>For each tap, what it reads for column 0.</summary>
    internal int[] Offsets { get; }

    /// <summary>The least offset.</summary>
    internal int Least { get; }

    /// <summary>The largest offset less the least.</summary>
    internal int Span { get; }

    /// <summary>The remainders, modulo the step, that any tap reads.</summary>
    internal int[] Phases { get; }

    /// <summary>For each tap, the index of its remainder among the <see cref="Phases"/>.</summary>
    internal int[] PhaseOf { get; }

    /// <summary>For each tap, where among the numbers of its remainder it begins.</summary>
    internal int[] StartOf { get; }

    /// <summary>The axis of an ordinary convolution.</summary>
    internal static GatherAxis Forward(int input, int output, int kernel, int stride, int dilation, int padding) =>
        new(output, input, stride, [.. Enumerable.Range(0, kernel).Select(tap => (tap * dilation) - padding)]);

    /// <summary>The axis of the gradient with respect to the input, for the inputs first, first + stride, …; null when no tap reaches them.</summary>
    /// <remarks>Output o reads input o · stride + tap · dilation - padding. So input first + q · stride is read by tap t from output q + (first + padding - t · dilation) / stride, where that is whole.</remarks>
    internal static (GatherAxis Axis, int[] Taps)? Backward(int input, int output, int kernel, int stride, int dilation, int padding, int first)
    {
        int[] taps = [.. Enumerable.Range(0, kernel).Where(tap => (first + padding - (tap * dilation)) % stride == 0)];
        return taps.Length == 0
            ? null
            : (new GatherAxis((input - first + stride - 1) / stride, output, 1, [.. taps.Select(tap => (first + padding - (tap * dilation)) / stride)]), taps);
    }
}
