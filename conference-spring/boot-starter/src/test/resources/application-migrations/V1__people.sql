create table person (login varchar(100) primary key);
