using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Deep.Inputs;

/// <summary>Makes the inputs of networks from images.</summary>
/// <remarks>Every phase is sampled at the same places of the patient, linearly, after smoothing where the new grid is coarser. Deterministic; the same bits for any number of threads.</remarks>
public sealed class Cropper
{
    private const int Reach = 8;

    private readonly CropSettings _settings;

    /// <summary>Prepares cropping.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public Cropper(CropSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        _settings = settings;
    }

    /// <summary>The input of one case.</summary>
    /// <param name="images">The case.</param>
    /// <exception cref="InputException">The case has no phase, no lesion, or its lesion lies outside an image.</exception>
    public Crop Crop(CaseImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Phases.All(phase => phase.Image is null))
        {
            throw new InputException(InputFault.NoPhase, images.Name, $"none of its phases ({string.Join(", ", images.Phases.Select(phase => phase.Phase))}) is there. Leave the case out, or name its files.");
        }

        FieldOfView field = FieldOfView.Of(_settings, images);
        Grid first = field.Grids[0][0];
        CropSize size = new(field.Grids.Length, images.Phases.Length, field.Grids[0].Length, first.Size.Z, first.Size.Y, first.Size.X);
        float[] region = images.Lesion is { IsEmpty: false } lesion ? Region(lesion, field, size) : [];
        float[] voxels = new float[size.Count];
        for (int phase = 0; phase < size.Phases; phase++)
        {
            Fill(images, phase, field, size, region, voxels);
        }

        return new Crop(images.Name, size, [.. images.Phases.Select(phase => phase.Image is not null)], voxels, region)
        {
            SpacingMillimeters = field.SpacingMillimeters,
            IsCut = field.IsCut,
        };
    }

    private void Fill(CaseImages images, int phase, FieldOfView field, CropSize size, float[] region, float[] voxels)
    {
        // A missing phase is all background; the window's lower end, or the lowest a z-score may be.
        Volume? image = images.Phases[phase].Image;
        ScaleNumbers scale = image is null ? default : _settings.Scale.For(image, images.Name, images.Phases[phase].Phase);
        float missing = _settings.Scale is BodyZScore score ? (float)-score.Limit : -1;
        for (int instance = 0; instance < size.Instances; instance++)
        {
            for (int channel = 0; channel < size.ChannelsPerPhase; channel++)
            {
                Span<float> target = voxels.AsSpan((((instance * size.Phases) + phase) * size.PhaseVoxels) + (channel * size.ChannelVoxels), size.ChannelVoxels);
                if (image is null)
                {
                    target.Fill(missing);
                    continue;
                }

                Grid grid = field.Grids[instance][channel];
                if (!Sample(image, grid, scale.Background, target) && _settings.View != InputView.WholeSlices)
                {
                    throw new InputException(
                        InputFault.LesionOutsideImage,
                        images.Name,
                        $"its lesion lies outside phase '{images.Phases[phase].Phase}' (image {image.Grid}; field {grid}). Check that mask and image belong together, or register the phase.");
                }

                scale.Apply(target);
                if (_settings.Mask == MaskUse.Blank && region.Length > 0)
                {
                    ReadOnlySpan<float> inside = region.AsSpan(((instance * size.ChannelsPerPhase) + channel) * size.ChannelVoxels, size.ChannelVoxels);
                    for (int i = 0; i < target.Length; i++)
                    {
                        target[i] = inside[i] > 0 ? target[i] : missing;
                    }
                }
            }
        }
    }

    private static float[] Region(Mask lesion, FieldOfView field, CropSize size)
    {
        float[] region = new float[size.Instances * size.PhaseVoxels];
        BoundingBox box = lesion.Box.Grow(2, 2, 2, lesion.Grid.Size);
        Volume membership = new(lesion.Grid.Crop(box), [.. lesion.ToMembership(box).Select(member => (float)member)]);
        for (int instance = 0; instance < size.Instances; instance++)
        {
            for (int channel = 0; channel < size.ChannelsPerPhase; channel++)
            {
                Span<float> target = region.AsSpan(((instance * size.ChannelsPerPhase) + channel) * size.ChannelVoxels, size.ChannelVoxels);
                Resampler.Resample(membership, field.Grids[instance][channel], Interpolation.Linear, outside: 0).Voxels.CopyTo(target);
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = target[i] >= 0.5f ? 1 : 0;
                }
            }
        }

        return region;
    }

    /// <summary>Samples an image on a grid; only the part around the grid is smoothed and interpolated.</summary>
    /// <returns>Whether the grid meets the image.</returns>
    private static bool Sample(Volume image, Grid grid, double outside, Span<float> target)
    {
        BoundingBox block = Around(image.Grid, grid);
        if (block.IsEmpty)
        {
            target.Fill((float)outside);
            return false;
        }

        Volume near = AntiAliasing.Smooth(image.Crop(block), grid);
        Resampler.Resample(near, grid, Interpolation.Linear, outside).Voxels.CopyTo(target);
        return true;
    }

    private static BoundingBox Around(Grid image, Grid grid)
    {
        Affine toImage = image.PatientToVoxel;
        double[] low = [double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity];
        double[] high = [double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity];
        for (int corner = 0; corner < 8; corner++)
        {
            PatientPoint point = grid.VoxelToPatient.Apply((corner & 1) * (grid.Size.X - 1), ((corner >> 1) & 1) * (grid.Size.Y - 1), (corner >> 2) * (grid.Size.Z - 1));
            PatientPoint index = toImage.Apply(point.X, point.Y, point.Z);
            double[] at = [index.X, index.Y, index.Z];
            for (int axis = 0; axis < 3; axis++)
            {
                (low[axis], high[axis]) = (Math.Min(low[axis], at[axis]), Math.Max(high[axis], at[axis]));
            }
        }

        (double x, double y, double z) = AntiAliasing.Sigma(image, grid);
        double[] sigma = [x, y, z];
        int[] length = [image.Size.X, image.Size.Y, image.Size.Z];
        int[] start = new int[3];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++)
        {
            if (high[axis] < -0.5 || low[axis] > length[axis] - 0.5)
            {
                return default;
            }

            int reach = Reach + (int)Math.Ceiling(4 * sigma[axis]);
            start[axis] = Math.Clamp((int)Math.Floor(low[axis]) - reach, 0, length[axis] - 1);
            size[axis] = Math.Clamp((int)Math.Ceiling(high[axis]) + reach, start[axis], length[axis] - 1) - start[axis] + 1;
        }

        return new BoundingBox(new VoxelIndex(start[0], start[1], start[2]), new GridSize(size[0], size[1], size[2]));
    }
}
