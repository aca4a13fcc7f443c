namespace Voxopsy.Tensors.Operators;

/// <summary>Images in other sizes and at other places.</summary>
public static class SamplingOperators
{
    /// <summary>The image in another size.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">[batch, channel, (depth,) height, width].</param>
    /// <param name="settings">Size, mode, alignment.</param>
    /// <exception cref="ShapeException">A size below 1, or cubic in three dimensions.</exception>
    public static Tensor Interpolate(this Tape tape, Tensor x, InterpolationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(settings);
        string operation = tape.Begin("interpolate");
        ShapeRules.Image(operation, x);
        ShapeRules.AtLeast(operation, "size", settings.Size, 1);
        NotCubicIn3D(operation, x, settings.Mode);
        return tape.Remember(operation, tape.Backend.Interpolate(x, settings), [x], [], gradient => tape.Give(x, tape.Backend.InterpolateBackward(gradient, x.Shape, settings)));
    }

    /// <summary>The image enlarged or reduced by a factor; the coordinates follow the factor itself.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">[batch, channel, (depth,) height, width].</param>
    /// <param name="factor">Above 0; the new size is ⌊size · factor⌋.</param>
    /// <param name="mode">How values between voxels are made.</param>
    /// <param name="alignment">What keeps its place.</param>
    public static Tensor Rescale(this Tape tape, Tensor x, double factor, InterpolationMode mode, CornerAlignment alignment = CornerAlignment.Edges)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ShapeRules.Image(tape.Begin("rescale"), x);
        Extent size = Extent.Of(x.Shape);
        return tape.Interpolate(x, new InterpolationSettings
        {
            Size = new Extent(x.Shape.Rank == 5 ? (int)(size.Depth * factor) : 1, (int)(size.Height * factor), (int)(size.Width * factor)),
            Mode = mode,
            Alignment = alignment,
            Factors = (factor, factor, factor),
        });
    }

    /// <summary>The places of a regular grid after an affine map.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="theta">[batch, 2, 3] or [batch, 3, 4], row-major rows for x, y (, z).</param>
    /// <param name="size">Of the image to sample; depth is not used in 2D.</param>
    /// <param name="alignment">Where -1 and 1 lie.</param>
    /// <returns>[batch, (depth,) height, width, 2 or 3].</returns>
    /// <exception cref="ShapeException">The map has another shape.</exception>
    public static Tensor AffineGrid(this Tape tape, Tensor theta, Extent size, CornerAlignment alignment)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(theta);
        string operation = tape.Begin("affine grid");
        int space = theta.Shape.Rank == 3 ? theta.Shape[1] : 0;
        if (space is not (2 or 3) || theta.Shape[2] != space + 1)
        {
            throw ShapeRules.Mismatch(operation, $"the map has shape {theta.Shape}", "[batch, 2, 3] or [batch, 3, 4]");
        }

        ShapeRules.AtLeast(operation, "size", size, 1);
        int depth = space == 3 ? size.Depth : 1;
        int points = depth * size.Height * size.Width;
        float[] grid = new float[points * (space + 1)];
        int at = 0;
        for (int z = 0; z < depth; z++)
        {
            for (int y = 0; y < size.Height; y++)
            {
                for (int x = 0; x < size.Width; x++)
                {
                    grid[at++] = Coordinate(x, size.Width, alignment);
                    grid[at++] = Coordinate(y, size.Height, alignment);
                    if (space == 3)
                    {
                        grid[at++] = Coordinate(z, depth, alignment);
                    }

                    grid[at++] = 1;
                }
            }
        }

        int batch = theta.Shape[0];
        float[] all = new float[grid.Length * batch];
        for (int sample = 0; sample < batch; sample++)
        {
            grid.CopyTo(all.AsSpan(sample * grid.Length));
        }

        Tensor places = tape.Input(new Shape(batch, points, space + 1), all);
        Tensor mapped = tape.MatrixProduct(places, theta, MatrixForm.AsStored, MatrixForm.Transposed);
        return space == 3
            ? tape.Reshape(mapped, batch, depth, size.Height, size.Width, 3)
            : tape.Reshape(mapped, batch, size.Height, size.Width, 2);
    }

    /// <summary>The image at given places.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">[batch, channel, (depth,) height, width].</param>
    /// <param name="grid">[batch, (depth,) height, width, 2 or 3]: x, y (, z) from -1 to 1.</param>
    /// <param name="settings">Mode, border, alignment.</param>
    /// <exception cref="ShapeException">The shapes do not match, or cubic in three dimensions.</exception>
    public static Tensor GridSample(this Tape tape, Tensor x, Tensor grid, SamplingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(settings);
        string operation = tape.Begin("grid sample");
        ShapeRules.Image(operation, x);
        NotCubicIn3D(operation, x, settings.Mode);
        if (grid.Shape.Rank != x.Shape.Rank || grid.Shape[0] != x.Shape[0] || grid.Shape[^1] != x.Shape.Rank - 2)
        {
            throw ShapeRules.Mismatch(operation, $"image {x.Shape} and grid {grid.Shape}", $"as many axes and samples in both, and {x.Shape.Rank - 2} coordinates along the last axis of the grid");
        }

        Tensor y = tape.Backend.GridSample(x, grid, settings);
        return tape.Remember(operation, y, [x, grid], [x, grid], gradient =>
        {
            Wanted wanted = (x.NeedsGradient ? Wanted.Input : 0) | (grid.NeedsGradient ? Wanted.Weight : 0);
            (Tensor? image, Tensor? places) = tape.Backend.GridSampleBackward(gradient, x, grid, settings, wanted);
            tape.Give(x, image);
            tape.Give(grid, places);
        });
    }

    private static float Coordinate(int index, int size, CornerAlignment alignment) => alignment == CornerAlignment.Centers
        ? size > 1 ? (float)(-1 + (2.0 * index / (size - 1))) : 0
        : (float)(((2.0 * index) + 1) / size - 1);

    private static void NotCubicIn3D(string operation, Tensor x, InterpolationMode mode)
    {
        if (mode == InterpolationMode.Cubic && x.Shape.Rank == 5)
        {
            throw ShapeRules.Mismatch(operation, $"cubic for the image {x.Shape}", "nearest or linear in three dimensions");
        }
    }
}
