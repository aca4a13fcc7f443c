Console.WriteLine("Name a benchmark.");
return 1;
