setInterval(() => {}, 1000); // never says that it is ready
