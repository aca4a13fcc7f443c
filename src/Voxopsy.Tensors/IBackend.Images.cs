using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors;

public partial interface IBackend
{
    /// <summary>The largest of each window, and where it is.</summary>
    (Tensor Output, Tensor State) MaxPool(Tensor x, PoolingSettings settings);

    /// <summary>The way back of <see cref="MaxPool"/>: the gradient goes to the first largest of each window.</summary>
    Tensor MaxPoolBackward(Tensor gradient, Tensor state, Tensor x, PoolingSettings settings);

    /// <summary>The average of each window.</summary>
    Tensor AveragePool(Tensor x, PoolingSettings settings);

    /// <summary>The way back of <see cref="AveragePool"/>.</summary>
    Tensor AveragePoolBackward(Tensor gradient, Tensor x, PoolingSettings settings);

    /// <summary>Averages over windows that divide the image into a given number of parts: from ⌊i·n/m⌋ to ⌈(i+1)·n/m⌉.</summary>
    Tensor AdaptiveAveragePool(Tensor x, Extent size);

    /// <summary>The way back of <see cref="AdaptiveAveragePool"/>.</summary>
    Tensor AdaptiveAveragePoolBackward(Tensor gradient, Tensor x);

    /// <summary>The image in another size.</summary>
    Tensor Interpolate(Tensor x, InterpolationSettings settings);

    /// <summary>The way back of <see cref="Interpolate"/>.</summary>
    Tensor InterpolateBackward(Tensor gradient, Shape shape, InterpolationSettings settings);

    /// <summary>The image at given places.</summary>
    /// <param name="x">[batch, channel, (depth,) height, width].</param>
    /// <param name="grid">[batch, (depth,) height, width, 2 or 3]: x, y (, z) from -1 to 1.</param>
    /// <param name="settings">Mode, border, alignment.</param>
    Tensor GridSample(Tensor x, Tensor grid, SamplingSettings settings);

    /// <summary>Gradients of <see cref="GridSample"/>, of the image and of the grid (zero for the nearest voxel); null where not wanted.</summary>
    (Tensor? Input, Tensor? Grid) GridSampleBackward(Tensor gradient, Tensor x, Tensor grid, SamplingSettings settings, Wanted wanted);
}
