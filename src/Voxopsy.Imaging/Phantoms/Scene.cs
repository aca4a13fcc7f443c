using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>A block of space on which tissues are painted one over the other, finer than any slice a scanner gives.</summary>
internal sealed class Scene
{
    private Scene(GridSize size, VoxelSpacing spacing, PatientPoint low, PatientPoint origin, Direction direction)
    {
        (Size, Spacing, Low, Origin, Orientation) = (size, spacing, low, origin, direction);
    }

    /// <summary>A block that lies as a grid does; its own coordinates begin at 0 and run along the axes of the grid.</summary>
    internal static Scene Along(GridSize size, VoxelSpacing spacing, PatientPoint origin, Direction direction) => new(size, spacing, default, origin, direction);

    /// <summary>A block that holds a box, in multiples of the spacing.</summary>
    internal static Scene Around((double X, double Y, double Z) low, (double X, double Y, double Z) high, VoxelSpacing spacing)
    {
        GridSize size = new(Count(high.X - low.X, spacing.X), Count(high.Y - low.Y, spacing.Y), Count(high.Z - low.Z, spacing.Z));
        PatientPoint start = new(Start(low.X, high.X, size.X, spacing.X), Start(low.Y, high.Y, size.Y, spacing.Y), Start(low.Z, high.Z, size.Z, spacing.Z));
        return new Scene(size, spacing, start, start, Direction.Identity);

        static int Count(double length, double step) => Math.Max(4, (int)Math.Ceiling(length / step));
        static double Start(double from, double to, int count, double step) => ((from + to) / 2) - ((count - 1) * step / 2);
    }

    internal GridSize Size { get; }

    internal VoxelSpacing Spacing { get; }

    /// <summary>Gets the center of the first voxel in coordinates of the block, mm.</summary>
    internal PatientPoint Low { get; }

    /// <summary>Gets the center of the first voxel in the patient, mm.</summary>
    internal PatientPoint Origin { get; }

    internal Direction Orientation { get; }

    /// <summary>The share of each voxel that lies inside a surface, from the distance of its center.</summary>
    internal float[] Coverage(Func<double, double, double, double> distance)
    {
        float[] coverage = new float[Size.VoxelCount];
        double edge = Math.Cbrt(Spacing.X * Spacing.Y * Spacing.Z);
        int i = 0;
        for (int z = 0; z < Size.Z; z++)
        {
            for (int y = 0; y < Size.Y; y++)
            {
                for (int x = 0; x < Size.X; x++, i++)
                {
                    double mm = distance(Low.X + (x * Spacing.X), Low.Y + (y * Spacing.Y), Low.Z + (z * Spacing.Z));
                    coverage[i] = (float)Math.Clamp(0.5 - (mm / edge), 0, 1);
                }
            }
        }

        return coverage;
    }

    /// <summary>A block of one intensity.</summary>
    internal float[] Filled(double level)
    {
        float[] image = new float[Size.VoxelCount];
        Array.Fill(image, (float)level);
        return image;
    }

    /// <summary>Paints a tissue of one intensity over what is there.</summary>
    internal static void Paint(float[] image, float[] coverage, double level)
    {
        for (int i = 0; i < image.Length; i++)
        {
            image[i] += coverage[i] * ((float)level - image[i]);
        }
    }

    /// <summary>Paints a tissue whose intensity varies.</summary>
    internal static void Paint(float[] image, float[] coverage, double level, float[] texture, double amplitude)
    {
        for (int i = 0; i < image.Length; i++)
        {
            image[i] += coverage[i] * ((float)(level + (amplitude * texture[i])) - image[i]);
        }
    }

    /// <summary>A field drawn on this block.</summary>
    internal float[] Field(double sigma, PhantomRandom random) => RandomField.Draw(Size, Spacing, sigma, random);

    /// <summary>The grid of images whose slices are so thick.</summary>
    internal Grid GridOf(double sliceMillimeters)
    {
        int slices = Math.Max(1, (int)Math.Floor((Size.Z * Spacing.Z / sliceMillimeters) + 1e-6));
        double shift = (sliceMillimeters - Spacing.Z) / 2;
        PatientVector along = Orientation.Z;
        return new Grid(
            Size with { Z = slices },
            Spacing with { Z = sliceMillimeters },
            new PatientPoint(Origin.X + (shift * along.X), Origin.Y + (shift * along.Y), Origin.Z + (shift * along.Z)),
            Orientation);
    }

    /// <summary>Labels at the centers of the voxels of images whose slices are so thick: of the regions that hold one, the last names it.</summary>
    internal Volume Labels(double sliceMillimeters, params ReadOnlySpan<(int Label, Func<double, double, double, double> Distance)> regions)
    {
        Grid grid = GridOf(sliceMillimeters);
        float[] labels = new float[grid.Size.VoxelCount];
        double bottom = Low.Z + ((sliceMillimeters - Spacing.Z) / 2);
        int i = 0;
        for (int z = 0; z < grid.Size.Z; z++)
        {
            for (int y = 0; y < grid.Size.Y; y++)
            {
                for (int x = 0; x < grid.Size.X; x++, i++)
                {
                    foreach ((int label, Func<double, double, double, double> distance) in regions)
                    {
                        bool inside = distance(Low.X + (x * Spacing.X), Low.Y + (y * Spacing.Y), bottom + (z * sliceMillimeters)) <= 0;
                        labels[i] = inside ? label : labels[i];
                    }
                }
            }
        }

        return new Volume(grid, labels);
    }

    /// <summary>A surface as another reader would draw it: moved out and in by a smooth field (sigma 3 mm) of so many mm, and out by a constant.</summary>
    internal Func<double, double, double, double> Redrawn(Func<double, double, double, double> distance, double scatter, double bias, PhantomRandom random)
    {
        float[] field = Field(3, random);
        return (x, y, z) =>
        {
            int column = Math.Clamp((int)Math.Round((x - Low.X) / Spacing.X), 0, Size.X - 1);
            int row = Math.Clamp((int)Math.Round((y - Low.Y) / Spacing.Y), 0, Size.Y - 1);
            int slice = Math.Clamp((int)Math.Round((z - Low.Z) / Spacing.Z), 0, Size.Z - 1);
            return distance(x, y, z) + (scatter * field[Size.Offset(column, row, slice)]) - bias;
        };
    }
}
